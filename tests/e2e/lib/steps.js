// The steps of a first run that more than one test takes.

import { until } from '../../../scripts/lib/until.js';
import { chord, key } from './keyboard.js';
import { word } from './words.js';

/** An import is allowed this long. */
const importTime = 180_000;

/**
 * From the choice of pages, all of them picked, to the search screen.
 * @param {import('./app.js').App} app
 * @param {(screen: string) => Promise<void>} [look] called on each screen on the way
 */
export async function importEverything(app, look = async () => {}) {
  await app.screen(word('choose-title'));
  await app.browser.find('treeitem', undefined, importTime);
  await until('the sum of the choice is known', async () => !(await app.shows(word('sum-counting'))));
  await app.browser.find('button', word('choose-refresh'));
  await look('choose');
  await app.press(word('choose-start'));

  await app.screen(word('import-title'));
  const bar = await app.browser.find('progressbar');
  await until('some pages have come', async () => Number(await bar.attribute('aria-valuenow')) >= 20);
  await look('import');
  await app.screen(word('import-title-done'), importTime);
  await look('imported');
  await app.press(word('import-use'));

  await app.screen(word('set-title'));
  await look('set');
  await app.press(word('set-open'));
  await app.browser.find('combobox', word('search-label'));
}

/**
 * Types into the search and opens the first hit.
 * @param {import('./app.js').App} app
 * @param {string} words
 * @param {(screen: string) => Promise<void>} [look]
 */
export async function searchAndOpen(app, words, look = async () => {}) {
  const field = await app.browser.find('combobox', word('search-label'));
  await field.clear();
  await field.type(words);
  await until(`every hit is about ${words}`, async () => {
    const hits = await app.browser.all('option');
    const labels = await Promise.all(hits.map((hit) => hit.label()));
    return labels.length > 0 && labels.every((label) => label.toLowerCase().includes(words));
  });
  await look('search');
  await field.type('\uE007');
  await until('the reader shows the page', () => app.browser.run("return document.querySelector('article h1') !== null"));
}

/**
 * From the welcome screen to the choice of pages, with a token.
 * @param {import('./app.js').App} app
 * @param {string} token
 */
export async function connectWithToken(app, token) {
  await app.screen(word('welcome-title'));
  await app.press(word('welcome-connect'));
  await app.screen(word('connect-title'));
  const field = await app.browser.find('textbox', word('connect-secret'));
  await field.clear();
  await field.type(token);
  await app.press(word('continue'));
}

/**
 * Opens the sample workspace and, by the key that does it from everywhere, a section of the settings.
 * @param {import('./app.js').App} app
 * @param {string} section
 */
export async function openSettings(app, section) {
  if ((await app.invoke('start')).connection === null) {
    await app.press(word('welcome-sample'));
    await importEverything(app);
  }
  await app.browser.find('combobox', word('search-label'));
  await chord(app.browser, key.control, ',');
  await app.screen(word('settings'));
  await app.browser.run('document.querySelector(`#section-${arguments[0]}`).scrollIntoView()', [section]);
}
