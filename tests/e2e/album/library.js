// The album's third chapter: searching and reading.

import { until } from '../../../scripts/lib/until.js';
import { inNotion } from '../lib/videos.js';
import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 */
export async function library(visit, simulator) {
  const { app } = visit;
  await visit.take('06-search-empty');
  await visit.type('[data-search]', 'lens');
  await visit.seeElement('[role=option] mark');
  await visit.take('06-search');
  await visit.menu(word('filter-add'));
  await visit.take('06-filter-menu');
  await visit.press(word('filter-month'), '[role=menuitem]');
  await visit.seeElement('[role=group] button');
  await visit.take('06-filtered');
  await visit.type('[data-search]', 'zebracrossing');
  await visit.see(word('search-without-filters'));
  await visit.take('06-search-nothing');
  await visit.press(word('search-without-filters'));

  await read(visit, 'loneliest');
  await visit.take('07-reader');
  const title = await visit.browser.run("return document.querySelector('article h1').innerText.replace(/^\\P{L}+/u, '')");
  await inNotion(simulator, { action: 'add_text', to: await app.pageId(title), text: 'Bring the long cable.' });
  await synced(visit);
  await visit.see('Bring the long cable.');
  await visit.menu(word('page-menu'));
  await visit.take('07-reader-menu');
  await visit.press(word('page-versions'), '[role=menuitem]');
  await visit.see(word('versions-title', { title }));
  await visit.press(word('versions-changed'), '[role=tab]');
  await visit.seeElement('ins');
  await visit.take('07-versions-changed');
  await visit.press(word('versions-then'), '[role=tab]');
  await visit.take('07-versions');
  await visit.press(word('reader-back'));
  await visit.menu(word('page-menu'), word('page-forget'));
  await visit.see(word('forget-later'));
  await visit.take('07-forget');
  await visit.leave();

  await visit.press(word('rail-search'));
  await read(visit, 'filmography');
  await visit.seeElement('[role=grid] [data-row]');
  await visit.take('08-database-table');
  await visit.press(word('database-filter'));
  await visit.seeElement('form select');
  await visit.take('08-database-filter');
  await visit.press(word('database-board'), '[role=tab]');
  await visit.seeElement('[data-card]');
  await visit.take('08-database-board');
  await visit.press(word('rail-search'));
  await visit.type('[data-search]', ' ');

  await visit.menu(/Fernhill Studio/);
  await visit.take('06-workspace-menu');
  await visit.press(word('menu-not-shared'), '[role=menuitem]');
  await visit.see(word('not-shared-title'));
  await visit.seeElement('[role=dialog] li');
  await visit.take('06-not-shared');
  await visit.leave();
  await leaving(visit);
}

/**
 * The choice made anew, and the question about what leaves.
 * @param {Visit} visit
 */
async function leaving(visit) {
  await visit.menu(/Fernhill Studio/, word('runs-choose'));
  await visit.see(word('choose-title'));
  await visit.seeElement('[role=treeitem][aria-checked=true]');
  await until('the sum is known', async () => !(await visit.app.shows(word('sum-counting'))), 60_000);
  await visit.take('03-choose-again');
  await visit.browser.run(`
    const rows = [...document.querySelectorAll('[role=treeitem]')];
    rows.find((row) => row.ariaLevel === '2' && row.ariaChecked === 'true').click();`);
  await visit.press(word('choose-save'));
  await visit.see(word('leaving-title'));
  await visit.take('03-choose-leaving');
  await visit.leave();
  await visit.press(word('back'));
  await visit.seeElement('[data-search]');
}

/**
 * @param {Visit} visit
 * @param {string} words
 */
export async function read(visit, words) {
  await visit.type('[data-search]', words);
  await visit.seeElement('[role=option] mark');
  await visit.keys('\uE007');
  await visit.seeElement('article h1');
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
