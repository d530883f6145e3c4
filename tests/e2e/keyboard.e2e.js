// From nothing to a memory that is used, without a pointer: every step is a real key, and at every stop what has the focus is on
// show, has a ring, and lets go of it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
import { key, Keyboard } from './lib/keyboard.js';
import { word } from './lib/words.js';

const importTime = 180_000;

test('a workspace is connected, chosen, imported, searched, read and set up by keyboard alone', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('sample');
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        const keys = new Keyboard(app);
        await firstRun(keys, simulator.token);
        await library(keys);
        await settings(keys);
        await shortcuts(keys);
        assert.ok(keys.way.length > 100, `a long way: ${keys.way.length} stops`);
      });
    } finally {
      await simulator.stop();
    }
  }));

/**
 * @param {Keyboard} keys
 * @param {string} token
 */
async function firstRun(keys, token) {
  await keys.around(word('welcome-title'));
  await keys.to(word('welcome-connect'));
  await keys.press(key.enter);

  await keys.around(word('connect-title'));
  await keys.to(new RegExp(`^${word('way-token')}`));
  await keys.press(key.up);
  await keys.until('the other way is shown', "return document.querySelector('#client-id') !== null");
  await keys.press(key.down);
  await keys.to(word('connect-secret'));
  await keys.press(token);
  await until('the key is accepted', async () => !(await keys.app.browser.run(disabled, [word('continue')])));
  await keys.to(word('continue'));
  await keys.press(key.space);

  await keys.app.screen(word('choose-title'), 60_000);
  await keys.app.browser.find('treeitem', undefined, 60_000);
  await until('everything is listed', () => keys.app.shows(word('choose-refresh')), 60_000);
  await until('the sum of the choice is known', async () => !(await keys.app.shows(word('sum-counting'))));
  await keys.around(word('choose-title'));
  await keys.to(/Fernhill Studio/);
  const checked = (/** @type {boolean} */ is) =>
    keys.until(
      `the first page is ${is ? 'chosen' : 'not chosen'}`,
      `return document.activeElement.getAttribute('aria-checked') === '${is}'`,
    );
  await keys.press(key.home);
  await checked(true);
  await keys.press(key.space);
  await checked(false);
  await keys.press(key.space);
  await checked(true);
  await keys.press(key.down);
  await keys.press(key.right);
  await keys.until('a branch is open', "return document.activeElement.getAttribute('aria-expanded') === 'true'");
  await keys.to(word('choose-start'));
  await keys.press(key.enter);

  await keys.app.screen(word('import-title-done'), importTime);
  await keys.around(word('import-title-done'));
  await keys.to(word('import-use'));
  await keys.press(key.enter);
  await keys.around(word('set-title'));
  await keys.to(word('set-open'));
  await keys.press(key.enter);
}

/** @param {Keyboard} keys */
async function library(keys) {
  const found = (/** @type {string} */ words) =>
    keys.until(
      `the hits are about ${words}`,
      `const hits = [...document.querySelectorAll('[role=option]')];
       return hits.length > 0 && hits.every((hit) => hit.textContent.toLowerCase().includes('${words}'))`,
    );
  const field = word('search-label');
  const inField = () => keys.until('the search has the focus', "return document.activeElement?.matches('[data-search]')");
  const chosenHit = "document.querySelector('[role=option][aria-selected=true]')?.id";

  await inField();
  await keys.press('lens');
  await found('lens');
  await keys.press(key.down);
  await keys.until('the second hit is chosen', `return ${chosenHit} === 'hit-1'`);
  await keys.press(key.up);
  await keys.until('the first hit is chosen', `return ${chosenHit} === 'hit-0'`);
  await keys.press(key.enter);
  await keys.until('the page is read', "return document.querySelector('article h1') !== null");
  await keys.around(/./);
  await keys.to(word('reader-back'));
  await keys.press(key.enter);

  await inField();
  await keys.chord(key.control, 'a');
  await keys.press('filmography');
  await found('filmography');
  await keys.press(key.enter);
  await keys.until('there are rows', "return document.querySelector('[role=grid] [role=row] [role=gridcell]') !== null");
  await keys.around(/Filmography/);
  await keys.to(word('database-table'));
  await keys.press(key.right);
  await keys.until('the board is shown', "return document.querySelector('[data-column]') !== null");
  await keys.around(/Filmography/);
  await keys.to(word('database-board'));
  await keys.press(key.left);

  await keys.to(word('rail-activity'));
  await keys.press(key.enter);
  await keys.around(word('rail-activity'));
  await keys.to(word('rail-search'));
  await keys.press(key.enter);
  await inField();
  assert.equal((await keys.stop())?.name, field);
}

/** @param {Keyboard} keys */
async function settings(keys) {
  await keys.to(word('settings'));
  await keys.press(key.enter);
  await keys.around(word('settings'));
  await keys.to(word('settings-density'));
  await keys.press(key.down);
  await keys.until('there is more room', "return document.documentElement.dataset.density === 'comfortable'");
  await until('the core has it', async () => (await keys.app.invoke('settings')).density === 'comfortable');
}

/** @param {Keyboard} keys */
async function shortcuts(keys) {
  const { app } = keys;
  await keys.chord(key.control, '3');
  await app.screen(word('rail-activity'));
  await keys.chord(key.control, 'k');
  await keys.until('the search has the focus', "return document.activeElement?.matches('[data-search]')");
  await keys.chord(key.control, ',');
  await app.screen(word('settings'));
  await keys.chord(key.control, '2');
  await keys.until('the records are shown', "return document.querySelector('nav [aria-current=page]') !== null");
  await keys.press(key.f6);
  const before = await keys.stop();
  await app.browser.press('?');
  await keys.until('the help has the focus', "return document.activeElement?.closest('[role=dialog]') !== null");
  const within = await keys.round(() => keys.press(key.tab));
  assert.ok(within.includes(word('help-close')), `what lies over the window keeps the focus: ${within.join(', ')}`);
  await app.browser.press(key.escape);
  await keys.until('the help is closed', "return document.querySelector('[role=dialog]') === null");
  assert.equal((await keys.stop())?.number, before?.number, 'the focus is back where it was');
  await keys.stop();
}

/** Runs in the page: whether the button of this name cannot be pressed. */
const disabled = `
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === arguments[0]);
  return button === undefined || button.disabled;`;
