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
/**
 * What is promised, as a count: an edit is in the page before a third look begins. One look may begin while search still
 * hides the edit, the next one, an interval later, finds it. How far apart looks are in seconds is proved on an exact
 * clock; here they may be further apart where the machine is busy, and neither they nor the reader may need one more.
 */
const looksPromised = Math.ceil(lag / interval) + 1;
/** A look that finds nothing asks for what is there and for what is in the trash. */
const requestsOfALook = 2;
/** Only so that a test that hangs comes to its end. */
const forEver = 180_000;

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
        const looks = async () => (await simulator.ask('meters')).per_endpoint['POST /v1/search'] / requestsOfALook;
        for (const text of ['Bring the long cable', 'And the short one']) {
          await simulator.edit({ action: 'add_text', to: page.id, text });
          const before = await looks();
          await until(
            `“${text}” is in the page`,
            () => app.browser.run("return document.querySelector('article').textContent.includes(arguments[0])", [text]),
            forEver,
          );
          const needed = Math.ceil((await looks()) - before);
          assert.ok(needed > 0 && needed <= looksPromised, `it took ${needed} looks`);
          const next = await until('the next look is announced', async () => {
            const { looking } = await app.invoke('status', { connection: '1' });
            return looking?.next;
          });
          assert.ok(Date.parse(next) - Date.now() <= interval * 1000, `the next look is at ${next}`);
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
