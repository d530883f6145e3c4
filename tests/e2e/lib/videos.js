// A video database: made in the window, filled by somebody else in Notion.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../../../scripts/lib/until.js';
import { word } from './words.js';

/** @typedef {import('../../../scripts/lib/simulator.js').Simulator} Simulator */
/** @typedef {import('./app.js').App} App */

export const text = (/** @type {string} */ content) => ({ rich_text: [{ text: { content } }] });
export const choice = (/** @type {string} */ name) => ({ select: { name } });

/** As long as a run of a small workspace may take. */
const patience = 60_000;

/**
 * From the main window, without a profile, to the board of a new database.
 * @param {App} app
 * @param {string} home where the channels are put
 * @param {(screen: string) => Promise<void>} [look]
 * @returns {Promise<{ dataSource: string, id: string }>}
 */
export async function createDatabase(app, home, look = async () => {}) {
  const folder = path.join(home, 'channels-of-the-studio');
  mkdirSync(folder);
  for (const id of ['deep-time', 'small-wonders']) writeFileSync(path.join(folder, `${id}.yaml`), `id: ${id}\n`);

  await app.press(word('rail-records'));
  await app.screen(word('profile-none'));
  await app.press(word('profile-create'));
  await (await app.browser.find('option')).click();
  await (await app.browser.find('textbox', word('profile-channels'))).type(folder);
  await app.press(word('preview-look'));
  await until('the dry run says that it fits', () => app.shows(word('preview-fits')), patience);
  await look('profile');
  await app.press(word('profile-do-create'));
  await app.screen(word('profile-title-suggested'), patience);
  const [profile] = await app.invoke('profiles', { connection: '1' });
  return profile;
}

/**
 * Somebody changes something in Notion; answers with the id of what was made or changed.
 * @param {Simulator} simulator
 * @param {object} edit
 * @returns {Promise<string>}
 */
export async function inNotion(simulator, edit) {
  const answer = await fetch(`${simulator.url}/simulator/edits`, { method: 'POST', body: JSON.stringify([edit]) });
  if (!answer.ok) throw new Error(`the simulator refused an edit: ${await answer.text()}`);
  const [{ id }] = /** @type {{ id: string }[]} */ (await answer.json());
  return id;
}

/**
 * Somebody adds a row in Notion and fills it in.
 * @param {Simulator} simulator
 * @param {string} database
 * @param {string} title
 * @param {Record<string, object>} properties
 */
export async function addRow(simulator, database, title, properties) {
  const id = await inNotion(simulator, { action: 'add_row', to: database, title, text: 'A first note.' });
  for (const [name, value] of Object.entries(properties)) await inNotion(simulator, { action: 'set_property', id, name, value });
  return id;
}

/**
 * What Notion itself answers.
 * @param {Simulator} simulator
 * @param {string} address
 * @returns {Promise<any>}
 */
export async function askNotion(simulator, address) {
  const headers = { authorization: `Bearer ${simulator.token}`, 'notion-version': '2026-03-11' };
  return (await fetch(`${simulator.url}/v1/${address}`, { headers })).json();
}

/**
 * Holds back the syncing that goes on by itself, until it is resumed.
 * @param {App} app
 * @param {(screen: string) => Promise<void>} [look]
 */
export async function pauseSyncing(app, look = async () => {}) {
  await app.press(word('strip-last-run'));
  await app.press(word('looking-pause'));
  await (await app.browser.find('menuitemradio', word('looking-pause-resumed'))).click();
  await until('the strip says so', () => app.shows(word('strip-paused')), patience);
  await look('runs');
}

/**
 * Brings both sides in step, by the key that does it from everywhere, and waits until that is over.
 * @param {App} app
 */
export async function sync(app) {
  const latest = async () => (await app.invoke('runs', { connection: '1' }))[0];
  const before = await latest();
  await until(
    'both sides are in step',
    async () => {
      const { id, finishedTime } = await latest();
      if (id !== before.id) return finishedTime !== null;
      // A run that has only just ended is not over for the window yet; then the key is one of nothing.
      await app.browser.run(
        'document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "r", ctrlKey: true, bubbles: true }))',
      );
      return false;
    },
    patience,
  );
}
