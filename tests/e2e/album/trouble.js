// The album's last chapter: what it looks like when something is wrong.

import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {() => Promise<void>} goOffline
 */
export async function trouble(visit, goOffline) {
  await visit.press(word('rail-search'));
  await goOffline();
  await visit.app.invoke('sync_now', { connection: '1' }).catch(() => {});
  await visit.see(word('strip-offline'));
  await visit.take('12-offline');
}
