// The album's last chapter: what it looks like when something is wrong, and when the window is closed.

import { until } from '../../../scripts/lib/until.js';
import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {() => Promise<void>} goOffline
 */
export async function trouble(visit, simulator, goOffline) {
  const { app } = visit;
  await visit.press(word('rail-search'));
  await simulator.edit({ action: 'revoke_token', token: simulator.token });
  await app.invoke('sync_now', { connection: '1' }).catch(() => {});
  await visit.see(word('strip-reconnect'));
  await visit.take('13-signed-out');
  await goOffline();
  await app.invoke('sync_now', { connection: '1' }).catch(() => {});
  await until('it is offline', () => app.shows(word('strip-offline')), 60_000);
  await visit.take('13-offline');
}
