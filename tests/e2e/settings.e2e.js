// Settings in the real window, by keys alone; starting at login; and the end of everything, which leaves nothing to be read.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
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
    const simulator = await startSimulator('sample');
    try {
      await withApp({ home: data, notionUrl: simulator.url, env }, async (app) => {
        await connectWithToken(app, simulator.token);
        await importEverything(app);
        await app.invoke('set_starts_at_login', { start: true });
        assert.ok(existsSync(entry));
        const [node] = await app.invoke('tree', { connection: '1' });
        const needles = [node.title, simulator.token];
        assert.ok(whereWritten(data, needles).length > 0, 'there is something to delete');

        await openSettings(app);
        await app.press(word('settings-do-delete'));
        const [card] = await app.invoke('workspace_cards');
        const field = await app.browser.find('textbox', new RegExp(card.connection.workspaceName));
        await app.inspect('deleting');
        await field.type(card.connection.workspaceName);
        await app.press(word('leave-do-everything'));
        await app.screen(word('welcome-title'));

        assert.deepEqual(whereWritten(data, needles), []);
        assert.deepEqual(await app.invoke('connections'), []);
        assert.equal(existsSync(entry), false);
        assert.equal(
          existsSync(path.join(data, 'secrets')) && readdirSync(path.join(data, 'secrets')).includes('secrets.enc'),
          false,
        );
      });
    } finally {
      await simulator.stop();
    }
  }));

/**
 * The files below a folder in which one of the texts is written, also as UTF-16.
 * @param {string} folder
 * @param {string[]} texts
 */
function whereWritten(folder, texts) {
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}
