// The album's first chapter: signing in with Notion in the browser, a no, nothing ticked, nothing shared, and what a page looks like
// that comes.

import { until } from '../../../scripts/lib/until.js';
import { answered, begin, ledOn } from '../lib/sign-in.js';
import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {ReturnType<typeof import('../lib/browser-stand-in.js').browserStandIn>} browser
 */
export async function signingIn(visit, simulator, browser) {
  const { app } = visit;
  const refused = await begin(app, browser);
  await visit.take('02-sign-in-waiting');
  await fetch(await ledOn(await answered(refused, 'deny')));
  await visit.see(word('sign-in-denied-title'));
  await visit.take('02-sign-in-refused');
  await visit.press(word('sign-in-again'));
  const address = await until('the browser is asked again', () => browser.opened()[1] ?? null);
  await fetch(await ledOn(await answered(address, 'allow', 'none')));
  await visit.see(word('sign-in-connected-title', { workspace: 'Simulated Workspace' }));
  await visit.take('02-signed-in');
  await visit.press(word('continue'));
  await visit.see(word('share-unticked-title'));
  await visit.take('02-nothing-ticked');
  await visit.press(word('back'));

  const [root] = await topPages(simulator);
  await simulator.edit({ action: 'revoke', id: root.id });
  await visit.press(word('way-token'), 'label, [role=radio]');
  await visit.type('#secret', simulator.token);
  await visit.press(word('continue'));
  await visit.see(word('share-title'));
  await visit.take('03-nothing-shared');
  await simulator.edit({ action: 'grant', id: root.id });
  await visit.see(root.title);
  await visit.take('03-shared');
}

/**
 * What the simulator's workspace has at its top.
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @returns {Promise<{ id: string, title: string }[]>}
 */
async function topPages(simulator) {
  const { objects } = await simulator.ask('truth');
  return objects.filter((/** @type {any} */ { parent }) => parent === null);
}
