// The album's chapter about closing the window for the first time, about coming back to a workspace that was forgotten, and
// about the settings where nothing is connected.

import { until } from '../../../scripts/lib/until.js';
import { Screen } from '../lib/screen.js';
import { inTerminal } from '../lib/terminal.js';
import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

/**
 * A memory, made in the terminal.
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} home
 */
export async function remember(simulator, home) {
  const where = { home, notionUrl: simulator.url };
  await inTerminal(['connect', '--token-stdin'], { ...where, input: simulator.token }).ended;
  await inTerminal(['import', '--all', '--yes'], where).ended;
}

/**
 * Closes the window where an icon can bring it back.
 * @param {Visit} visit
 * @param {Awaited<ReturnType<typeof import('../lib/panel.js').startPanel>>} panel
 */
export async function closing(visit, panel) {
  const screen = await Screen.open();
  try {
    await visit.seeElement('[data-search]');
    await until('the icon is there', async () => (await panel.look()).menu.length > 0);
    const windows = await until('the window is on the screen', async () => {
      const shown = await screen.shown('Keepsake');
      return shown.length === 1 ? shown : null;
    });
    await screen.closeWindow(windows[0]);
    await visit.see(word('closing-title'));
    await visit.take('12-closing');
  } finally {
    screen.close();
  }
}

/**
 * @param {import('../../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} home
 */
export async function forget(simulator, home) {
  await inTerminal(['disconnect', '--forget', '--yes'], { home, notionUrl: simulator.url }).ended;
}

/** @param {Visit} visit */
export async function forgotten(visit) {
  await visit.see(word('welcome-title'));
  await visit.seeElement('main ul li button');
  await visit.take('01-welcome-forgotten');
  await visit.browser.run("document.dispatchEvent(new KeyboardEvent('keydown', { key: ',', ctrlKey: true, bubbles: true }))");
  await visit.seeElement('[data-section=privacy]');
  await visit.take('01-settings');
  await visit.press(word('settings-do-delete'));
  await visit.seeElement('[role=dialog] li');
  await visit.take('01-settings-delete');
}
