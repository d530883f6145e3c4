// Running without a window: the icon with its menu, the question before the window goes, the ways back to it, and the end.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { program } from '../../scripts/lib/build.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
import { startPanel } from './lib/panel.js';
import { Screen } from './lib/screen.js';
import { connectWithToken, importEverything } from './lib/steps.js';
import { word } from './lib/words.js';

const title = 'Keepsake';

/** @param {(screen: Screen) => Promise<void>} work */
async function withScreen(work) {
  const screen = await Screen.open();
  try {
    await work(screen);
  } finally {
    screen.close();
  }
}

/**
 * Closes the one window as a person does.
 * @param {Screen} screen
 */
async function close(screen) {
  const [window] = await until('the window is on the screen', async () => {
    const windows = await screen.shown(title);
    return windows.length === 1 ? windows : null;
  });
  await screen.closeWindow(window);
}

/**
 * Presses a key with Ctrl. By script and later: the driver would wait for a window that is gone.
 * @param {import('./lib/app.js').App} app
 * @param {string} key
 */
const control = (app, key) =>
  app.browser.run(
    `const press = new KeyboardEvent('keydown', { key: arguments[0], ctrlKey: true, bubbles: true });
     setTimeout(() => document.body.dispatchEvent(press), 0);`,
    [key],
  );

/** @param {Screen} screen */
const gone = (screen) => until('no window is on the screen', async () => (await screen.shown(title)).length === 0);
/** @param {Screen} screen */
const back = (screen) => until('the window is back', async () => (await screen.shown(title)).length === 1);
/** @param {import('./lib/app.js').App} app */
const over = (app) =>
  until('the program has ended', () =>
    app.browser.run('return 1').then(
      () => false,
      () => true,
    ),
  );

test('with a place for icons the window is hidden once the person agrees, and the menu brings it back', () =>
  withHome((home) =>
    withScreen(async (screen) => {
      const simulator = await startSimulator('nested');
      const panel = await startPanel();
      try {
        await withApp({ home, notionUrl: simulator.url }, async (app) => {
          await connectWithToken(app, simulator.token);
          await importEverything(app);
          const { menu } = await until('the menu says that everything is here', async () => {
            const shown = await panel.look();
            return shown.title.startsWith(word('strip-up-to-date')) ? shown : null;
          });
          assert.deepEqual(
            menu.map(({ text, enabled, separator, inside }) =>
              separator ? '---' : `${text}${enabled ? '' : ' (off)'} ${inside.length}`,
            ),
            [
              `${menu[0].text} (off) 0`,
              `${word('tray-search')} 0`,
              `${word('tray-open')} 0`,
              '---',
              `${word('tray-sync')} 0`,
              `${word('tray-pause')} 3`,
              '---',
              `${word('tray-settings')} 0`,
              `${word('tray-quit')} 0`,
            ],
          );

          await close(screen);
          await app.screen(word('closing-title'));
          await app.inspect('closing');
          const answer = await app.browser.find('button', word('closing-keep'));
          assert.ok(await app.browser.run('return document.activeElement === arguments[0]', [answer.reference]));
          // The driver would wait for a hidden window to be painted.
          await app.browser.run('const button = document.activeElement; setTimeout(() => button.click(), 0)');
          await gone(screen);

          await panel.press(word('tray-pause-resumed'));
          await until('the pause is told', async () => (await panel.look()).title === word('strip-paused'));
          await panel.press(word('tray-resume'));
          await until('the pause is over', async () => (await panel.look()).title !== word('strip-paused'));

          await panel.click();
          await back(screen);
          // The answer is remembered.
          await close(screen);
          await gone(screen);
          await panel.press(word('tray-search'));
          await back(screen);
          await app.browser.find('combobox', word('search-label'));
          // The key closes it the same way.
          await control(app, 'w');
          await gone(screen);
          await panel.click();
          await back(screen);

          await panel.press(word('tray-quit'));
          await over(app);
          assert.equal(JSON.parse(readFileSync(path.join(home, 'window.json'), 'utf8')).when_closed, 'keepRunning');
        });
      } finally {
        await panel.stop();
        await simulator.stop();
      }
    }),
  ));

test('without a place for icons closing the window is the end', () =>
  withHome((home) =>
    withScreen(async (screen) => {
      const simulator = await startSimulator('nested');
      try {
        await withApp({ home, notionUrl: simulator.url }, async (app) => {
          await connectWithToken(app, simulator.token);
          await app.screen(word('choose-title'));
          await close(screen);
          await over(app);
        });
      } finally {
        await simulator.stop();
      }
    }),
  ));

test('where openings decide when Notion is looked at, coming back to the window is one', () =>
  withHome((home) =>
    withScreen(async (screen) => {
      const simulator = await startSimulator('nested');
      const panel = await startPanel();
      try {
        await withApp({ home, notionUrl: simulator.url }, async (app) => {
          await connectWithToken(app, simulator.token);
          await importEverything(app);
          await app.invoke('set_keeps_running', { keep: true });
          await app.invoke('change_setting', { change: { setting: 'syncEverySeconds', value: null } });
          const looking = async () => (await app.invoke('status', { connection: '1' })).looking;
          await until('no look is announced', async () => {
            const now = await looking();
            return now?.whenOpened && now.next === null;
          });
          // Soon after a look the next one is announced for when a minute is over, later it begins at once.
          const looks = async () => (await simulator.ask('meters')).per_endpoint['POST /v1/search'];
          const before = await looks();
          await until(
            'an opening asks for a look',
            async () => {
              await close(screen);
              await gone(screen);
              await panel.click();
              await back(screen);
              return (await looking())?.next || (await looks()) > before;
            },
            120_000,
          );
        });
      } finally {
        await panel.stop();
        await simulator.stop();
      }
    }),
  ));

test('the icon leads to the settings before anything is connected, and they lead back', () =>
  withHome(async (home) => {
    const panel = await startPanel();
    try {
      await withApp({ home }, async (app) => {
        await app.screen(word('welcome-title'));
        await panel.press(word('tray-settings'));
        await app.screen(word('settings'));
        await app.inspect('settings-early');
        await app.press(word('back'));
        await app.screen(word('welcome-title'));
      });
    } finally {
      await panel.stop();
    }
  }));

test('the key for it ends the program', () =>
  withHome((home) =>
    withApp({ home }, async (app) => {
      await app.screen(word('welcome-title'));
      // The program may be gone before the driver has its answer.
      await control(app, 'q').catch(() => {});
      await over(app);
    }),
  ));

/**
 * Starts the program without a driver.
 * @param {string} home
 * @param {string[]} words
 */
function start(home, words) {
  const child = spawn(program('keepsake-desktop'), words, {
    env: { ...process.env, KEEPSAKE_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { ended, end: () => child.kill('SIGKILL') };
}

test('started hidden it shows its icon alone, a second start opens the window, and Quit ends it', () =>
  withHome((home) =>
    withScreen(async (screen) => {
      const panel = await startPanel();
      const first = start(home, ['--hidden']);
      try {
        await until('the icon is there', () => panel.look().catch(() => null));
        assert.deepEqual(await screen.shown(title), []);
        assert.equal(await start(home, ['--hidden']).ended, 0);
        assert.deepEqual(await screen.shown(title), [], 'the same start once more shows nothing either');
        assert.equal(await start(home, []).ended, 0);
        await back(screen);
        await panel.press(word('tray-quit'));
        assert.equal(await first.ended, 0);
      } finally {
        first.end();
        await panel.stop();
      }
    }),
  ));

test('without a place for icons nothing starts hidden, and a place that comes later is found', () =>
  withHome((home) =>
    withScreen(async (screen) => {
      const started = start(home, ['--hidden']);
      try {
        await back(screen);
        const panel = await startPanel();
        await until('the icon is there', () => panel.look().catch(() => null));
        await panel.press(word('tray-quit'));
        assert.equal(await started.ended, 0);
        await panel.stop();
      } finally {
        started.end();
      }
    }),
  ));
