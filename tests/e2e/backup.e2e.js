// Backups in the built window: one is saved, the memory file is ruined, the window says so and puts the backup back. On another
// computer the same file is restored from the first screen, where only the key is missing.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { themes, withApp, withHome } from './lib/app.js';
import { connectWithToken, importEverything, openSettings, searchAndOpen } from './lib/steps.js';
import { word } from './lib/words.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

/** @typedef {import('./lib/app.js').App} App */

/**
 * The library is there, and a page of it is found.
 * @param {App} app
 */
async function libraryIsThere(app) {
  await app.browser.find('combobox', word('search-label'), 60_000);
  await searchAndOpen(app, 'montage');
}

/**
 * Saves a backup and leaves nothing of the memory but noise.
 * @param {App} app
 */
async function saveBackup(app) {
  await openSettings(app, 'privacy');
  await app.press(word('settings-do-backup'));
  await until('it is said where the backup lies', () => app.shows('keepsake-20'));
}

test('a ruined memory is replaced by the last good copy, and kept', () =>
  withHome(async (home) => {
    const person = path.join(home, 'person');
    const env = { HOME: person, XDG_CONFIG_HOME: person };
    const memory = path.join(home, 'memory.db');
    const noise = Buffer.alloc(300_000, 7);
    await withApp({ home, env }, saveBackup);
    assert.equal(readdirSync(path.join(person, 'Downloads')).length, 1);
    for (const theme of themes) {
      writeFileSync(memory, noise);
      // What a program that ends at once leaves in its log is as good as the file.
      for (const log of ['-wal', '-shm']) rmSync(memory + log, { force: true });
      await withApp({ home, env, theme }, async (app) => {
        await app.screen(word('refused-title'));
        const restore = await app.browser.find('button', word('refused-restore-copy'));
        await app.inspect('memory-damaged');
        await restore.click();
        await app.browser.find('button', word('backup-go-on'), 60_000);
        await app.inspect('memory-restored');
        await app.press(word('backup-go-on'));
        await libraryIsThere(app);
        const kept = readdirSync(home).filter((name) => name.endsWith('.replaced'));
        assert.ok(
          kept.some((name) => readFileSync(path.join(home, name)).equals(noise)),
          'what could not be read is kept',
        );
      });
    }
  }));

test('without a copy the window starts fresh after a question, and the sample opens in the new memory', () =>
  withHome(async (home) => {
    const person = path.join(home, 'person');
    writeFileSync(path.join(home, 'memory.db'), 'not a database at all, but long enough to be looked at'.repeat(100));
    await withApp({ home, env: { HOME: person, XDG_CONFIG_HOME: person } }, async (app) => {
      await app.screen(word('refused-title'));
      await until('it is said that there is no copy', () => app.shows(word('refused-no-copy')));
      await app.press(word('refused-fresh'));
      await app.browser.find('button', word('cancel'));
      await app.inspect('memory-fresh');
      await app.browser.run(
        'document.querySelectorAll(`[role="dialog"] button`).forEach((one) => one.innerText === arguments[0] && one.click())',
        [word('refused-fresh')],
      );
      await app.press(word('backup-go-on'));
      await app.screen(word('welcome-title'));
      await app.press(word('welcome-sample'));
      await importEverything(app);
    });
  }));

test('on another computer a backup brings the library, and only the key is asked for again', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('sample');
    const person = path.join(home, 'person');
    const env = { HOME: person, XDG_CONFIG_HOME: person };
    try {
      await withApp({ home: path.join(home, 'one'), env, notionUrl: simulator.url }, async (app) => {
        await connectWithToken(app, simulator.token);
        await importEverything(app);
        await saveBackup(app);
      });
      await withApp({ home: path.join(home, 'other'), env, notionUrl: simulator.url }, async (app) => {
        await app.screen(word('welcome-title'));
        await app.press(word('welcome-restore'));
        await app.browser.find('radio');
        await app.inspect('restore-backup');
        await app.press(word('backup-do-restore'));
        await app.press(word('backup-go-on'));
        await libraryIsThere(app);
        const [connection] = await app.invoke('connections');
        assert.equal(connection.state, 'needsSignIn');
        await until('it asks to be connected again', () => app.shows(word('strip-reconnect')));
      });
    } finally {
      await simulator.stop();
    }
  }));

test('what stands in the way may go away while the window is open: trying again tries', () =>
  withHome(async (home) => {
    const memory = path.join(home, 'memory.db');
    writeFileSync(memory, Buffer.alloc(10_000, 7));
    await withApp({ home }, async (app) => {
      await app.screen(word('refused-title'));
      rmSync(memory);
      await app.press(word('try-again'));
      await app.screen(word('welcome-title'));
    });
  }));
