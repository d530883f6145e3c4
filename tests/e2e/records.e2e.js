// The story of a video database, in the built window against the simulator: it is created from here, rows are added in Notion,
// the valid ones become records, the others stay in Draft with a reason until they are mended, and a change of status follows in
// both directions.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { connectWithToken, importEverything } from './lib/steps.js';
import { word } from './lib/words.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

const channels = ['deep-time', 'small-wonders'];
const text = (/** @type {string} */ content) => ({ rich_text: [{ text: { content } }] });
const choice = (/** @type {string} */ name) => ({ select: { name } });

/**
 * Somebody else adds a row in Notion and fills it in.
 * @param {import('../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} database
 * @param {string} title
 * @param {Record<string, object>} properties
 */
async function addRow(simulator, database, title, properties) {
  const edits = [{ action: 'add_row', to: database, title, text: 'A first note.' }];
  const answer = await fetch(`${simulator.url}/simulator/edits`, { method: 'POST', body: JSON.stringify(edits) });
  const [{ id }] = /** @type {any} */ (await answer.json());
  await simulator.edit(Object.entries(properties).map(([name, value]) => ({ action: 'set_property', id, name, value })));
  return /** @type {string} */ (id);
}

/**
 * The status of a row as Notion has it.
 * @param {import('../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} id
 */
async function statusInNotion(simulator, id) {
  const answer = await fetch(`${simulator.url}/v1/pages/${id}`, {
    headers: { authorization: `Bearer ${simulator.token}`, 'notion-version': '2026-03-11' },
  });
  const page = /** @type {any} */ (await answer.json());
  return page.properties.Status.select?.name;
}

/** @param {import('./lib/app.js').App} app */
async function sync(app) {
  await app.press(word('strip-do-sync'));
  await until('the window is up to date', () => app.shows(word('strip-up-to-date')), 60_000);
}

/**
 * @param {import('./lib/app.js').App} app
 * @param {RegExp} title
 */
const card = (app, title) => app.browser.find('button', title, 60_000);

test('a video database is created, filled, mended and moved along in both directions', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('sample');
    const folder = path.join(home, 'channels-of-the-studio');
    mkdirSync(folder);
    for (const id of channels) writeFileSync(path.join(folder, `${id}.yaml`), `id: ${id}\n`);
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        const { browser } = app;
        await connectWithToken(app, simulator.token);
        await importEverything(app);

        await app.press(word('rail-records'));
        await app.screen(word('profile-none'));
        await app.press(word('profile-create'));
        await (await browser.find('option')).click();
        await (await browser.find('textbox', word('profile-channels'))).type(folder);
        await app.press(word('preview-look'));
        await until('the dry run says that it fits', () => app.shows(word('preview-fits')), 60_000);
        await app.inspect('profile');
        await app.press(word('profile-do-create'));
        await app.screen(word('profile-title-suggested'), 60_000);
        const [profile] = await app.invoke('profiles', { connection: '1' });

        const queued = { Channel: choice('deep-time'), Topic: text('What it sounds like inside.'), Status: choice('Queued') };
        const ready = await addRow(simulator, profile.dataSource, 'Why glaciers sing', queued);
        const unready = await addRow(simulator, profile.dataSource, 'A bridge of roots', { Channel: choice('small-wonders') });
        await sync(app);
        await card(app, /^Why glaciers sing/);
        await app.inspect('board');

        await (await browser.find('tab', new RegExp(`^${word('records-inbox')}`))).click();
        await until('the inbox says why', () => app.shows(word('reason-is-missing', { field: 'Topic' })));
        await app.inspect('inbox');
        await simulator.edit([{ action: 'set_property', id: unready, name: 'Topic', value: text('Who grows it.') }]);
        await sync(app);
        await until('the inbox is empty', () => app.shows(word('inbox-empty')), 60_000);

        await (await browser.find('tab', word('records-board'))).click();
        await (await card(app, /^Why glaciers sing/)).click();
        await app.press(word('field-change', { field: 'Status', value: 'Queued' }));
        await (await browser.find('menuitemradio', 'Processing')).click();
        await until('the change waits', () => app.shows(word('strip-waiting-changes', { count: 1 })));
        await app.inspect('record');
        await sync(app);
        await until('Notion has it', async () => (await statusInNotion(simulator, ready)) === 'Processing', 60_000);

        await simulator.edit([{ action: 'set_property', id: ready, name: 'Status', value: choice('Ready for Review') }]);
        await sync(app);
        await browser.find('button', word('field-change', { field: 'Status', value: 'Ready for Review' }), 60_000);
        assert.equal(await statusInNotion(simulator, ready), 'Ready for Review');
      });
    } finally {
      await simulator.stop();
    }
  }));
