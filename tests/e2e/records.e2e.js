// The story of a video database, in the built window against the simulator: it is created from here, rows are added in Notion,
// the valid ones become records, the others stay in Draft with a reason until they are mended, and a change of status follows in
// both directions, also when nobody asks for it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { themes, withApp, withHome } from './lib/app.js';
import { connectWithToken, importEverything } from './lib/steps.js';
import { addRow, askNotion, choice, createDatabase, inNotion, pauseSyncing, sync, text } from './lib/videos.js';
import { word } from './lib/words.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

for (const theme of themes) {
  test(`a video database is created, filled, mended and moved along in both directions, ${theme}`, () =>
    withHome(async (home) => {
      const simulator = await startSimulator('sample');
      const status = async (/** @type {string} */ id) => {
        const { properties } = await askNotion(simulator, `pages/${id}`);
        return properties.Status.select?.name;
      };
      try {
        await withApp({ home, theme, notionUrl: simulator.url }, async (app) => {
          const { browser } = app;
          const look = app.inspect.bind(app);
          const glaciers = () => browser.find('button', /^Why glaciers sing/, 60_000);
          await connectWithToken(app, simulator.token);
          await importEverything(app);
          const { dataSource } = await createDatabase(app, home, look);
          await pauseSyncing(app, look);
          await app.press(word('rail-records'));

          const queued = { Channel: choice('deep-time'), Topic: text('What it sounds like inside.'), Status: choice('Queued') };
          const ready = await addRow(simulator, dataSource, 'Why glaciers sing', queued);
          const unready = await addRow(simulator, dataSource, 'A bridge of roots', { Channel: choice('small-wonders') });
          await sync(app);
          await glaciers();
          await look('board');
          await (await browser.find('tab', word('records-table'))).click();
          await look('table');

          await (await browser.find('tab', new RegExp(`^${word('records-inbox')}`))).click();
          await until('the inbox says why', () => app.shows(word('reason-is-missing', { field: 'Topic' })));
          await look('inbox');
          await inNotion(simulator, { action: 'set_property', id: unready, name: 'Topic', value: text('Who grows it.') });
          await sync(app);
          await until('the inbox is empty', () => app.shows(word('inbox-empty')), 60_000);

          await (await browser.find('tab', word('records-board'))).click();
          await (await glaciers()).click();
          await app.press(word('field-change', { field: 'Status', value: 'Queued' }));
          await (await browser.find('menuitemradio', 'Processing')).click();
          await until('the change waits', () => app.shows(word('strip-waiting-changes', { count: 1 })));
          await look('record');
          await sync(app);
          await until('Notion has it', async () => (await status(ready)) === 'Processing', 60_000);

          // From here on nothing is pressed: the window looks at Notion by itself. A minute's wait is no matter of colours.
          if (theme === 'dark') return;
          await app.press(word('strip-do-resume'));
          await until('it goes on', () => app.shows(word('strip-up-to-date')), 30_000);
          const followed = { action: 'set_property', id: ready, name: 'Status', value: choice('Ready for Review') };
          await inNotion(simulator, followed);
          await browser.find('button', word('field-change', { field: 'Status', value: 'Ready for Review' }), 120_000);
          assert.equal(await status(ready), 'Ready for Review');
        });
      } finally {
        await simulator.stop();
      }
    }));
}
