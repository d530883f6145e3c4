// A page that is edited in Notion after it was remembered, in the built window against the simulator: after a sync both versions
// are listed, the older one can be read, and what changed is marked. Then the page is forgotten, and a sync leaves it out.

import assert from 'node:assert/strict';
import test from 'node:test';
import { themes, withApp, withHome } from './lib/app.js';
import { connectWithToken, importEverything, searchAndOpen } from './lib/steps.js';
import { inNotion, pauseSyncing, sync } from './lib/videos.js';
import { word } from './lib/words.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

const added = 'Bring the long cable.';

for (const theme of themes) {
  test(`a page is read as it was, compared and forgotten, ${theme}`, () =>
    withHome(async (home) => {
      const simulator = await startSimulator('sample');
      try {
        await withApp({ home, theme, notionUrl: simulator.url }, async (app) => {
          const { browser } = app;
          const look = app.inspect.bind(app);
          const more = async (/** @type {string} */ item) => {
            await app.press(word('page-menu'));
            await (await browser.find('menuitem', word(item))).click();
          };
          await connectWithToken(app, simulator.token);
          await importEverything(app);
          await pauseSyncing(app);
          await app.press(word('rail-search'));
          await searchAndOpen(app, 'loneliest');
          const title = await browser.run("return document.querySelector('article h1').innerText.replace(/^\\P{L}+/u, '')");
          const id = await app.pageId(title);
          await inNotion(simulator, { action: 'add_text', to: id, text: added });
          await sync(app);
          await until('the page says so', () => app.shows(added), 60_000);

          await more('page-versions');
          await app.screen(word('versions-title', { title }));
          const versions = async () => (await app.invoke('versions', { id })).versions;
          assert.equal((await versions()).length, 2);
          await (await browser.find('tab', word('versions-changed'))).click();
          const isMarked = () => browser.run("return document.querySelector('ins')?.textContent ?? ''");
          await until('what was added is marked', async () => (await isMarked()).includes(added));
          await look('versions-changed');
          await (await browser.find('tab', word('versions-then'))).click();
          await browser.run("document.querySelector('aside ol li:last-child button').click()");
          await until('the page is as it was', async () => !(await app.shows(added)));
          await look('versions');

          await app.press(word('reader-back'));
          await more('page-forget');
          await until('it is said what goes', () => app.shows(word('forget-later')));
          await look('forget');
          await app.press(word('forget-do'));
          await browser.find('combobox', word('search-label'));
          await sync(app);
          assert.equal((await versions()).length, 0);
          const tree = await app.invoke('tree', { connection: '1' });
          assert.equal(tree.find((/** @type {{ id: string }} */ node) => node.id === id).included, false);
        });
      } finally {
        await simulator.stop();
      }
    }));
}
