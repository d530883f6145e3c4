// The tree of 20,000 pages, walked by keyboard only in the real window, and read as a screen reader reads it: roles, names,
// levels, places and states come from the accessibility bus.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
import { chord, key } from './lib/keyboard.js';
import { startScreenReader } from './lib/screen-reader.js';
import { connectWithToken } from './lib/steps.js';
import { word } from './lib/words.js';

const pages = 20_000;
/** Two hundred requests at ten a second, on a machine that may be busy. */
const listTime = 240_000;
/** @typedef {import('./lib/screen-reader.js').Row} Row */

test('20,000 pages are walked by keyboard, and told to a screen reader row by row', () =>
  withHome(async (home) => {
    const simulator = await startSimulator(`big:${pages}`);
    const reader = startScreenReader();
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        const { browser } = app;
        await connectWithToken(app, simulator.token);
        await app.screen(word('choose-title'), 60_000);
        await until('everything is listed', () => app.shows(word('choose-refresh')), listTime);
        await until('the sum says so', () => app.shows('20,000 pages'), 30_000);

        const tree = await reader.tree('it is a tree');
        assert.equal(tree.role, 'tree');
        assert.equal(tree.name, word('choose-tree', { workspace: 'Simulated Workspace' }));
        assert.ok(tree.multiselectable);
        assert.ok(tree.rows.length < 80, `only the rows in sight are there, not ${tree.rows.length}`);
        assert.ok(tree.rows.every((row) => row.role === 'tree item'));

        const tabTo = async (/** @type {string} */ role) => {
          for (let times = 0; times < 12; times += 1) {
            await browser.press(key.tab);
            const there = await browser.run(
              'return document.activeElement.matches(`[role=${arguments[0]}], [type=${arguments[0]}]`)',
              [role],
            );
            if (there) return;
          }
          throw new Error(`Tab does not lead to a ${role}`);
        };
        /**
         * Presses keys, and waits until the row with the focus is told like this.
         * @param {string} keys
         * @param {Partial<Row>} expected
         * @returns {Promise<Row>}
         */
        const walk = async (keys, expected) => {
          await browser.press(keys);
          const shown = JSON.stringify(expected);
          const fits = (/** @type {Row} */ row) =>
            Object.entries(expected).every(([name, value]) => row[/** @type {keyof Row} */ (name)] === value);
          const told = await reader.tree(`the row with the focus is ${shown}`, ({ rows }) =>
            rows.some((row) => row.focused && fits(row)),
          );
          return /** @type {Row} */ (told.rows.find((row) => row.focused));
        };

        await tabTo('treeitem');
        const root = await walk(key.home, { level: 1, posinset: 1, setsize: 1, expanded: true, checked: true });
        assert.match(root.name, /^Note 0 .*19,999 pages/);
        assert.equal(root.description, word('choose-new-included'));

        const first = await walk(key.down, { level: 2, posinset: 1, setsize: 50, expandable: true, expanded: false });
        await walk(key.right, { name: first.name, expanded: true });
        await walk(key.right, { level: 3, posinset: 1, setsize: 50 });
        await walk(key.left, { name: first.name, level: 2 });
        await walk(key.left, { name: first.name, expanded: false });
        await walk(key.left, { name: root.name, level: 1 });

        await walk(key.end, { level: 2, posinset: 50, setsize: 50 });
        await walk(key.up, { level: 2, posinset: 49 });
        const below = await walk(key.pageUp, { level: 2 });
        assert.ok(below.posinset < 46, `a page up leads far up, not to ${below.posinset}`);
        await walk(key.pageDown, { posinset: 49 });
        // Every title begins alike: a letter walks on.
        await walk('n', { posinset: 50 });

        await walk(key.home, { level: 1 });
        await walk(key.down, { posinset: 1, level: 2 });
        await walk('*', { posinset: 1, expanded: true });
        const opened = await reader.tree('rows are open', ({ rows }) => rows.some((row) => row.level === 3));
        assert.ok(opened.rows.length < 80);
        await walk(key.end, { level: 3, posinset: 50, setsize: 50 });
        await walk(key.left, { level: 2, posinset: 50, expanded: true });

        await walk(' ', { level: 2, checked: false, mixed: false });
        const partly = await walk(key.home, { level: 1, mixed: true });
        assert.match(partly.name, /of 19,999 pages/);
        await walk(key.end, { level: 3, checked: false });
        await walk(key.left, { level: 2 });
        await walk(' ', { level: 2, checked: true });
        await walk(key.home, { level: 1, checked: true, mixed: false });

        await browser.run("document.querySelector('h1').focus()");
        await tabTo('search');
        await browser.press('note 19999');
        const filtered = await reader.tree('the filter leaves one page and the way to it', ({ rows }) => rows.length === 4);
        assert.deepEqual(
          filtered.rows.map(({ level }) => level),
          [1, 2, 3, 4],
        );
        assert.match(filtered.rows[3].name, /^Note 19999 /);
        await until('the matches are said', () => app.shows(word('choose-matches', { count: 1 })));
        await tabTo('treeitem');
        await walk(key.end, { level: 4 });
        await walk(' ', { level: 4, checked: false });
        await chord(browser, key.control, 'a');
        await reader.tree('the match is chosen again', ({ rows }) => rows.length === 4 && rows[3].checked);
        await browser.press(key.escape);
        const whole = await reader.tree('the filter is left', ({ rows }) => rows.length > 4);
        assert.equal(whole.rows.filter((row) => row.focused).length, 1, 'the focus is still in the tree');
        await app.inspect('choose-twenty-thousand');
      });
    } finally {
      await reader.stop();
      await simulator.stop();
    }
  }));
