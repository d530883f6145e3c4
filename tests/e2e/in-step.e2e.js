// The window keeps in step by itself: what is edited in Notion shows up in the page that is open, with nobody touching
// anything, within the interval and the lag of search.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
import { connectWithToken, importEverything } from './lib/steps.js';
import { word } from './lib/words.js';

/** The shortest there is. */
const interval = 10;
/** Search shows an edit this much later at most. */
const lag = 3;
/** A machine that builds something else at the same time is slow; what is promised is measured where time is exact. */
const patience = 6;

test('an edit in Notion shows in the page that is open', () =>
  withHome(async (home) => {
    writeFileSync(path.join(home, 'settings.toml'), `[sync]\nevery_seconds = ${interval}\n`);
    const simulator = await startSimulator('nested');
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        await connectWithToken(app, simulator.token);
        await importEverything(app);
        const tree = await app.invoke('tree', { connection: '1' });
        const page = tree.find((/** @type {any} */ node) => node.kind === 'page');
        const field = await app.browser.find('combobox', word('search-label'));
        await field.type(page.title);
        await app.browser.find('option');
        await field.type('\uE007');
        await until('the reader shows the page', () => app.browser.run("return document.querySelector('article h1') !== null"));
        await until('the first look is over', async () => {
          const { looking } = await app.invoke('status', { connection: '1' });
          return looking?.next;
        });
        const answer = await fetch(`${simulator.url}/simulator/quirks`, {
          method: 'POST',
          body: JSON.stringify({ search_lag_seconds: lag }),
        });
        assert.ok(answer.ok, await answer.text());
        const shown = await app.browser.run("return document.querySelector('article h1').textContent");
        for (const text of ['Bring the long cable', 'And the short one']) {
          await simulator.edit({ action: 'add_text', to: page.id, text });
          await until(
            `“${text}” is in the page`,
            () => app.browser.run("return document.querySelector('article').textContent.includes(arguments[0])", [text]),
            (interval + lag + 2) * 1000 * patience,
          );
        }
        assert.equal(await app.browser.run("return document.querySelector('article h1').textContent"), shown);

        await app.press(word('strip-last-run'));
        await app.screen(word('rail-activity'));
        await until('the chart is there', () => app.browser.run("return document.querySelector('main svg[role=img]') !== null"));
        await app.inspect('overview');
        const traffic = await app.invoke('traffic', { connection: '1' });
        const sent = traffic.spans.reduce((/** @type {number} */ sum, /** @type {any} */ { requests }) => sum + requests, 0);
        const { requests } = await simulator.ask('meters');
        assert.ok(sent <= requests && sent > 20, `${sent} of ${requests} requests are in the chart`);
      });
    } finally {
      await simulator.stop();
    }
  }));
