// The choice is changed from the main window: what leaves is removed when that is said, and comes back when it is chosen again.

import assert from 'node:assert/strict';
import test from 'node:test';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
import { importEverything } from './lib/steps.js';
import { word } from './lib/words.js';

test('a page leaves the choice, is removed, and comes back', () =>
  withHome(async (home) => {
    await withApp({ home }, async (app) => {
      await app.screen(word('welcome-title'));
      await app.press(word('welcome-sample'));
      await importEverything(app);

      const tree = await app.invoke('tree', { connection: '1' });
      const [root] = tree;
      const top = tree.find((/** @type {any} */ node) => node.parent === root.id && node.kind === 'page' && node.childCount > 1);
      const inside = tree.find((/** @type {any} */ node) => node.parent === top.id && node.kind === 'page');
      const stored = async () => (await app.invoke('page', { id: inside.id })).html !== '';
      assert.ok(await stored());

      const choose = async () => {
        await app.press(/Fernhill Studio/);
        const items = await app.browser.run(
          'return [...document.querySelectorAll("[role=menuitem]")].map((item) => item.textContent.trim())',
        );
        assert.ok(items.includes(word('menu-not-shared')));
        await app.browser.run(
          'for (const item of document.querySelectorAll("[role=menuitem]")) if (item.textContent.trim() === arguments[0]) item.click()',
          [word('runs-choose')],
        );
        await app.screen(word('choose-title'));
        const row = await app.browser.find('treeitem', new RegExp(`^${top.title}`));
        const wanted = (await row.attribute('aria-checked')) !== 'true';
        await row.click();
        await until('the row is ticked the other way', async () => (await row.attribute('aria-checked')) === String(wanted));
        await app.press(word('choose-save'));
      };

      await choose();
      await app.screen(word('leaving-title'));
      await app.inspect('choose-leaving');
      const remove = await app.browser.find('radio', new RegExp(word('leaving-remove')));
      await remove.click();
      await app.press(word('leaving-do-remove'));
      await app.browser.find('combobox', word('search-label'));
      await until('its text is gone', async () => !(await stored()));

      await choose();
      await app.browser.find('combobox', word('search-label'));
      await until('its text is back', stored, 60_000);
    });
  }));
