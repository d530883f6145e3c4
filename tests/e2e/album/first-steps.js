// The album's second chapter: from an empty folder to a memory.

import { until } from '../../../scripts/lib/until.js';
import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

/** Pages that others link to. */
const linked = ['Welcome to Fernhill', 'Recipes for long nights'];

/**
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 */
export async function firstSteps(visit, simulator) {
  await unshare(simulator, linked);
  await visit.see(word('welcome-title'));
  await visit.take('01-welcome');
  await visit.press(word('help-title'));
  await visit.seeElement('[role=dialog]');
  await visit.take('01-how-this-works');
  await visit.leave();
  await visit.press(word('welcome-connect'));
  await visit.see(word('connect-title'));
  await visit.take('02-connect');
  await visit.press(word('way-sign-in'), 'label');
  await visit.seeElement('#client-id');
  await visit.take('02-sign-in-own');
  await visit.press(word('way-token'), 'label');
  await visit.type('#secret', simulator.token.replace(/.{8}$/, '00000000'));
  await visit.see(word('error-token_refused'));
  await visit.take('02-connect-refused');
  await visit.type('#secret', simulator.token);
  await visit.press(word('continue'));

  await visit.see(word('choose-title'));
  await visit.seeElement('[role=treeitem]');
  await until('the sum is known', async () => !(await visit.app.shows(word('sum-counting'))), 60_000);
  await visit.take('03-choose');
  await visit.press(word('choose-options'));
  await visit.take('03-choose-options');
  await visit.leave();
  await visit.press(word('choose-start'));
  await visit.see(word('import-title'));
  await until(
    'some pages have come',
    () => visit.browser.run("return Number(document.querySelector('[role=progressbar]')?.ariaValueNow) >= 5"),
    60_000,
  );
  await visit.take('04-importing');
  await visit.press(word('run-pause'));
  await visit.see(word('run-resume'));
  await visit.take('04-paused');
  await visit.press(word('run-resume'));
  await visit.press(word('run-stop'));
  await visit.see(word('stop-keep'));
  await visit.take('04-stop');
  await visit.press(word('stop-continue'));
  await until('everything has come', () => visit.app.shows(word('import-title-done')), 180_000);
  await visit.take('04-imported');
  await visit.press(word('import-use'));
  await visit.see(word('set-title'));
  await visit.take('05-set');
  await visit.press(word('set-open'));
  await visit.seeElement('[data-search]');
}

/**
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string[]} titles
 */
async function unshare(simulator, titles) {
  const { objects } = await simulator.ask('truth');
  for (const { id } of objects.filter((/** @type {{ title: string }} */ { title }) => titles.includes(title)))
    await simulator.edit({ action: 'revoke', id });
}
