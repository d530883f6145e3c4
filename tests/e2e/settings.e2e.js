// Settings in the real window, by keys alone; starting at login; and the end of everything, which leaves nothing to be read.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
import { contentOf, filesUnder } from './lib/files.js';
import { chord, key, Keyboard } from './lib/keyboard.js';
import { connectWithToken, importEverything } from './lib/steps.js';
import { word } from './lib/words.js';

/**
 * A person's own folders, so that nothing of the machine is touched.
 * @param {string} home
 */
const person = (home) => {
  const folder = path.join(home, 'person');
  return { HOME: folder, XDG_CONFIG_HOME: path.join(folder, '.config'), XDG_DOWNLOAD_DIR: path.join(folder, 'Downloads') };
};

/** @param {import('./lib/app.js').App} app */
async function openSettings(app) {
  await chord(app.browser, key.control, ',');
  await app.screen(word('settings'));
}

test('settings take effect at once, are there at the next start, and start at login is a file with --hidden', () =>
  withHome(async (home) => {
    const env = person(home);
    const data = path.join(home, 'data');
    const entry = path.join(env.HOME, '.config', 'autostart', 'Keepsake.desktop');
    await withApp({ home: data, env }, async (app) => {
      await app.press(word('welcome-sample'));
      await importEverything(app);
      await openSettings(app);
      await app.browser.find('heading', word('settings-privacy'));
      await app.inspect('settings');

      const login = await app.browser.find('switch', word('settings-login'));
      assert.equal(await login.attribute('aria-checked'), 'false');
      assert.equal(existsSync(entry), false, 'it is off unless somebody switches it on');
      const keys = new Keyboard(app);
      await keys.to(word('settings-login'));
      await keys.press(key.space);
      await until('the entry is there', () => existsSync(entry));
      assert.match(readFileSync(entry, 'utf8'), /^Exec=.*keepsake-desktop.* --hidden$/m);
      const program = readFileSync(entry, 'utf8').match(/^TryExec=(.*)$/m)?.[1];
      assert.ok(program?.endsWith('keepsake-desktop') && existsSync(program), 'without the program it is nothing');
      await until('the switch is on', async () => (await login.attribute('aria-checked')) === 'true');
      await keys.press(key.space);
      await until('the entry is gone', () => !existsSync(entry));

      await app.invoke('change_setting', { change: { setting: 'syncEverySeconds', value: 900 } });
      await app.invoke('change_setting', { change: { setting: 'language', value: 'german' } });
      const shown = await app.invoke('settings');
      assert.deepEqual(
        shown.fixed.map((/** @type {{ place: string }} */ one) => one.place),
        ['KEEPSAKE_THEME'],
      );
    });
    await withApp({ home: data, env }, async (app) => {
      await until('the window speaks German', () => app.browser.run("return document.documentElement.lang === 'de'"));
      assert.equal((await app.invoke('settings')).syncEverySeconds, 900);
    });
  }));

test('everything is deleted once its name is typed: no text, no key, no entry, and the window begins anew', () =>
  withHome(async (home) => {
    const env = person(home);
    const data = path.join(home, 'data');
    const entry = path.join(env.HOME, '.config', 'autostart', 'Keepsake.desktop');
    /** @type {Buffer[]} */
    const everything = [];
    const simulator = await startSimulator('sample');
    try {
      await withApp({ home: data, notionUrl: simulator.url, env }, async (app) => {
        await connectWithToken(app, simulator.token);
        await importEverything(app);
        await app.invoke('set_starts_at_login', { start: true });
        assert.ok(existsSync(entry));
        const tree = await app.invoke('tree', { connection: '1' });
        const needles = [tree[0].title, await somethingRead(app, tree), simulator.token].map((text) => [
          Buffer.from(text, 'utf8'),
          Buffer.from(text, 'utf16le'),
        ]);
        everything.push(...needles.flat(), ...packed(data));
        assert.ok(everything.length > 20, `${everything.length} things to look for`);
        assert.ok(whereWritten(data, everything).length > 0, 'there is something to delete');

        await openSettings(app);
        await app.press(word('settings-do-delete'));
        const [card] = await app.invoke('workspace_cards');
        const field = await app.browser.find('textbox', new RegExp(card.connection.workspaceName));
        await app.inspect('deleting');
        await field.type(card.connection.workspaceName);
        await app.press(word('leave-do-everything'));
        await app.screen(word('welcome-title'));

        assert.deepEqual(whereWritten(data, everything), []);
        assert.deepEqual(await app.invoke('connections'), []);
        assert.equal(existsSync(entry), false);
        assert.equal(
          existsSync(path.join(data, 'secrets')) && readdirSync(path.join(data, 'secrets')).includes('secrets.enc'),
          false,
        );
      });
      assert.deepEqual(whereWritten(data, everything), [], 'nor when the window has ended');
    } finally {
      await simulator.stop();
    }
  }));

/**
 * Some words in a row out of the text of a page: nothing else has them.
 * @param {import('./lib/app.js').App} app
 * @param {any[]} tree
 */
async function somethingRead(app, tree) {
  const read = [];
  for (const { id } of tree.filter(({ kind }) => kind === 'page').slice(0, 10)) {
    const { html } = await app.invoke('page', { id });
    read.push(...(html.replace(/<[^>]*>/g, '\n').match(/[a-z]+(?: [a-z]+){3,}/gi) ?? []));
  }
  const [longest] = read.sort((one, other) => other.length - one.length);
  assert.ok(longest?.length > 20, `the pages have text: ${longest}`);
  return longest;
}

/**
 * Some bytes out of each compressed text in the files of the memory: longer texts lie there packed, so looking for their
 * words would find nothing although they are there.
 * @param {string} folder
 */
function packed(folder) {
  const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
  return ['memory.db', 'memory.db-wal']
    .map((name) => path.join(folder, name))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const bytes = readFileSync(file);
      const found = [];
      for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) {
        if (at + 36 <= bytes.length) found.push(bytes.subarray(at + 12, at + 36));
      }
      return found;
    });
}

/**
 * The files below a folder in which one of these is written.
 * @param {string} folder
 * @param {Buffer[]} needles
 */
function whereWritten(folder, needles) {
  return filesUnder(folder).filter((file) => {
    const bytes = contentOf(file);
    return needles.some((needle) => bytes.includes(needle));
  });
}
