// The album's fourth chapter: records, what has to be decided, what Keepsake does.

import { createDatabase, addRow, choice, inNotion, text } from '../lib/videos.js';
import { inTerminal } from '../lib/terminal.js';
import { word } from '../lib/words.js';
import { synced } from './library.js';

/** @typedef {import('./visit.js').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} home
 */
export async function everyday(visit, simulator, home) {
  const { app } = visit;
  await visit.press(word('rail-records'));
  await visit.see(word('profile-none'));
  await visit.take('09-records-none');
  const profile = await createDatabase(app, home, () => visit.take('09-profile-preview'));
  const rows = [];
  const statuses = ['Queued', 'Composites Ready', 'Ready for Review', 'Error: API Failure', 'Upload Complete'];
  for (const [index, status] of statuses.entries()) {
    const properties = {
      Channel: choice(index % 2 ? 'deep-time' : 'small-wonders'),
      Topic: text('Light and ice.'),
      Status: choice(status),
    };
    rows.push(await addRow(simulator, profile.dataSource, `Why glaciers sing, part ${index + 1}`, properties));
  }
  await addRow(simulator, profile.dataSource, 'Nobody has said what this is about', {});
  const paragraph = await inNotion(simulator, { action: 'add_text', to: rows[0], text: 'The last paragraph' });
  await synced(visit);
  await visit.press(word('rail-records'));
  await visit.press(word('records-board'), '[role=tab]');
  await visit.see('Why glaciers sing, part 1');
  await visit.take('09-board');
  await visit.press(word('records-table'), '[role=tab]');
  await visit.seeElement('[role=grid]');
  await visit.take('09-table');
  await visit.press(word('records-inbox'), '[role=tab]');
  await visit.see('Nobody has said what this is about');
  await visit.take('09-inbox');

  const where = { home, notionUrl: simulator.url };
  await app.invoke('pause_syncing', { until: null });
  const before = await inTerminal(['text', 'get', rows[0]], where).ended;
  const mine = before.replace(/The last paragraph.*/, 'The last paragraph, written here');
  await inTerminal(['text', 'put', rows[0]], { ...where, input: mine }).ended;
  await inNotion(simulator, { action: 'set_text', id: paragraph, text: 'The last paragraph, written in Notion' });
  await synced(visit);
  await visit.press(word('rail-activity'));
  await visit.press(word('activity-decisions'), '[role=tab]');
  await visit.seeElement('ins');
  await visit.take('10-conflict');
  await parked(visit, simulator, { page: rows[1], title: 'Why glaciers sing, part 2', home });
  await visit.press(word('activity-overview'), '[role=tab]');
  await visit.seeElement('svg');
  await visit.take('11-overview');
  await visit.browser.run("[...document.querySelectorAll('main table')].at(-1).scrollIntoView({ block: 'end' })");
  await visit.take('11-history');
  await visit.press(word('activity-alerts'), '[role=tab]');
  await visit.take('11-alerts');
  await brake(visit, simulator, rows.slice(1));
}

/**
 * Something is written here that Notion does not take: the plan's blocks are used up.
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {{ page: string, title: string, home: string }} written
 */
async function parked(visit, simulator, { page, title, home }) {
  const where = { home, notionUrl: simulator.url };
  await simulator.fail({ kind: 'block_limit', endpoint: 'blocks', writes_only: true });
  const text = await inTerminal(['text', 'get', page], where).ended;
  await inTerminal(['text', 'put', page], { ...where, input: `${text}\nAnother paragraph\n` }).ended;
  await synced(visit);
  await visit.press(word('rail-activity'));
  await visit.press(word('activity-decisions'), '[role=tab]');
  await visit.press(title, '[role=option]');
  await visit.take('10-parked');
}

/**
 * Most of the rows of a database are gone at once.
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string[]} rows
 */
export async function brake(visit, simulator, rows) {
  for (const id of rows) await inNotion(simulator, { action: 'trash', id });
  await synced(visit);
  await visit.press(word('rail-activity'));
  await visit.press(word('activity-decisions'), '[role=tab]');
  await visit.see(word('brake-decline-here'));
  await visit.take('10-brake');
}
