// The album's third chapter: records, what has to be decided, what Keepsake does.

import { createDatabase, addRow, choice, inNotion, text } from '../lib/videos.js';
import { inTerminal } from '../lib/terminal.js';
import { until } from '../../../scripts/lib/until.js';
import { word } from '../lib/words.js';

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
  await visit.press(word('activity-runs'), '[role=tab]');
  await visit.take('11-activity');
  await visit.press(word('activity-alerts'), '[role=tab]');
  await visit.take('11-alerts');
}

/** @param {Visit} visit */
export async function synced({ app }) {
  const latest = async () => (await app.invoke('runs', { connection: '1' }))[0];
  const before = await latest();
  await until('nothing else runs', async () => (await latest()).finishedTime !== null, 60_000);
  await app.invoke('sync_now', { connection: '1' });
  await until(
    'both sides are in step',
    async () => {
      const { id, finishedTime } = await latest();
      return id !== before.id && finishedTime !== null;
    },
    120_000,
  );
}
