// The album's last chapters: what it looks like when something is wrong.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../../../scripts/lib/until.js';
import { inTerminal } from '../lib/terminal.js';
import { word } from '../lib/words.js';
import { remember } from './coming-and-going.js';

/** @typedef {import('./visit.js').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {() => Promise<void>} goOffline
 */
export async function trouble(visit, simulator, goOffline) {
  const { app } = visit;
  await visit.press(word('rail-search'));
  await signedOut(visit, simulator);
  await visit.take('13-signed-out');
  await goOffline();
  await app.invoke('sync_now', { connection: '1' }).catch(() => {});
  await until('it is offline', () => app.shows(word('strip-offline')), 60_000);
  await visit.take('13-offline');
}

/**
 * Notion no longer takes the key.
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 */
export async function signedOut(visit, simulator) {
  await simulator.edit({ action: 'revoke_token', token: simulator.token });
  await visit.app.invoke('sync_now', { connection: '1' }).catch(() => {});
  await visit.see(word('strip-reconnect'));
}

/**
 * The key that is pasted then opens another workspace.
 * @param {Visit} visit
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 */
export async function otherWorkspace(visit, simulator) {
  await visit.press(word('strip-do-reconnect'));
  await visit.press(word('way-token'), 'label, [role=radio]');
  await visit.type('#secret', simulator.token);
  await visit.seeElement('[role=alert] #other');
  await visit.take('13-other-workspace', { at: '[role=alert]:has(#other)' });
}

/**
 * Leaves a backup, and nothing but noise of the memory.
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} home
 */
export async function ruin(simulator, home) {
  await remember(simulator, home);
  // Where the window saves them, and looks for them.
  mkdirSync(path.join(home, 'Downloads'));
  await inTerminal(['backup', 'save', path.join(home, 'Downloads', 'keepsake-saved.backup')], {
    home,
    notionUrl: simulator.url,
  }).ended;
  const memory = path.join(home, 'memory.db');
  writeFileSync(memory, Buffer.alloc(300_000, 7));
  for (const log of ['-wal', '-shm']) rmSync(memory + log, { force: true });
}

/**
 * A memory that cannot be read, and the way out. Without a memory there is no setting for the size of text.
 * @param {Visit} visit
 */
export async function damaged(visit) {
  await visit.see(word('refused-restore-copy'));
  await visit.take('13-memory-damaged', { enlarged: false });
  await visit.press(word('refused-restore-copy'));
  await visit.see(word('backup-go-on'));
  await visit.take('13-memory-restored', { enlarged: false });
}
