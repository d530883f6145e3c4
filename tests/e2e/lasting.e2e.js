// An import that does not come to its end at once: the window is closed, the network goes, the key is taken away, and a
// terminal does it instead.

import assert from 'node:assert/strict';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { inTerminal } from './lib/terminal.js';
import { word } from './lib/words.js';
import { connectWithToken } from './lib/steps.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

/** At ten a second about twenty seconds of reading. */
const workspace = 'big:200';
/** The client tries a lost network again after up to a minute. */
const patience = 180_000;

/**
 * From the welcome into the import.
 * @param {import('./lib/app.js').App} app
 * @param {string} token
 */
async function startImport(app, token) {
  await connectWithToken(app, token);
  await app.browser.find('treeitem');
  await app.press(word('choose-start'));
  await app.screen(word('import-title'));
}

/**
 * Waits until the bar says so many pages.
 * @param {import('./lib/app.js').App} app
 * @param {number} pages
 */
async function hasRead(app, pages) {
  const bar = await app.browser.find('progressbar');
  await until(`${pages} pages have come`, async () => Number(await bar.attribute('aria-valuenow')) >= pages, 60_000);
}

test('an import outlives its window and the network', () =>
  withHome(async (home) => {
    let simulator = await startSimulator(workspace);
    const { port } = new URL(simulator.url);
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        await startImport(app, simulator.token);
        await hasRead(app, 20);
      });
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        await app.screen(word('import-title'));
        await hasRead(app, 40);
        await simulator.stop();
        await until('the window says that it is offline', () => app.shows(word('run-offline')), 30_000);
        await app.inspect('offline');
        simulator = await startSimulator(workspace, port);
        await app.screen(word('import-title-done'), patience);
        await until('every page is counted once', () =>
          app.shows(word('run-complete', { imported: 200, skipped: 0, failed: 0 })),
        );
      });
      const { requests } = await inTerminal(['runs', '--json'], { home, notionUrl: simulator.url }).ended.then((printed) =>
        JSON.parse(printed.trim().split('\n').at(-1) ?? '').data.runs.find((/** @type {any} */ run) => run.kind === 'import'),
      );
      assert.ok(requests <= 250, `${requests} requests: what was read is not read again`);
    } finally {
      await simulator.stop();
    }
  }));

test('a key that is taken away pauses the import, and the key of another connection is not taken for it', () =>
  withHome(async (home) => {
    const simulator = await startSimulator(workspace);
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        await startImport(app, simulator.token);
        await hasRead(app, 20);
        await simulator.edit({ action: 'revoke_token', token: simulator.token });
        await app.screen(word('run-needs-sign-in'));
        await app.inspect('signed-out');

        await app.press(word('reconnect'));
        const other = simulator.tokens.find(({ token }) => token !== simulator.token);
        assert.ok(other, 'the simulator has a second connection');
        const field = await app.browser.find('textbox', word('connect-secret'));
        await field.type(other.token);
        await app.browser.find('button', word('other-add'));
        assert.ok(await app.shows(word('other-key', { found: 'Simulated Workspace' })));
        await app.inspect('other-key');
        await app.press(word('cancel'));
        await until('the field is empty', async () => (await field.property('value')) === '');
        await app.press(word('not-now'));
        await app.browser.find('combobox', word('search-label'));
        await until('the window asks for a key', () => app.shows(word('search-needs-sign-in')));
        const connections = await app.invoke('connections');
        assert.equal(connections.length, 1, 'a key that was only tried leaves nothing behind');
      });
    } finally {
      await simulator.stop();
    }
  }));

test('an import of the terminal is shown in the window, paused only there, and stopped from here', () =>
  withHome(async (home) => {
    const simulator = await startSimulator(workspace);
    const where = { home, notionUrl: simulator.url };
    try {
      await withApp(where, async (app) => {
        await connectWithToken(app, simulator.token);
        await app.browser.find('treeitem');
      });
      const terminal = inTerminal(['import', '--all', '--yes'], where);
      try {
        // Whichever comes first does the import.
        await terminal.prints(word('phase-finding'));
        await withApp(where, async (app) => {
          await app.screen(word('import-title'), 60_000);
          await hasRead(app, 10);
          await app.press(word('run-pause'));
          const refused = word('error-owner_busy', { action: 'pause', owner: '' }).split('.')[0].slice(-30);
          await until('the window says who does the import', () => app.shows(refused));
          await app.press(word('run-stop'));
          await app.press(word('stop-keep'));
          await until('the window says that it was stopped', () => app.shows(word('import-foot-trouble')));
          await app.browser.find('button', word('run-go-on'));
        });
      } finally {
        terminal.stop();
        await terminal.ended;
      }
    } finally {
      await simulator.stop();
    }
  }));
