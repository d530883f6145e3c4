// A database of the sample workspace in the built window: sorted and filtered by keyboard, saved as CSV as it is shown, kept as a
// view that is there again after a restart, and laid out as a board.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { themes, withApp, withHome } from './lib/app.js';
import { importEverything, searchAndOpen } from './lib/steps.js';
import { word } from './lib/words.js';
import { until } from '../../scripts/lib/until.js';

const enter = '\uE007';

for (const theme of themes) {
  test(`a database is sorted, filtered, saved and found again as it was kept, ${theme}`, () =>
    withHome(async (home) => {
      const person = path.join(home, 'person');
      const options = { home, theme, env: { HOME: person, XDG_CONFIG_HOME: person } };
      const kept = 'Long ones';
      await withApp(options, async (app) => {
        await app.press(word('welcome-sample'));
        await importEverything(app);
        await searchAndOpen(app, 'filmography');
        await app.browser.find('tab', word('database-table'));
        const head = await app.browser.find('button', 'Minutes');
        await head.click();
        await until('it is sorted', () => app.browser.run("return document.querySelector('[aria-sort=ascending]') !== null"));
        await app.inspect('database-table');

        await app.press(word('database-filter'));
        const form = "document.querySelector('form select')";
        await until('the filter can be put together', () => app.browser.run(`return document.activeElement === ${form}`));
        await app.browser.run(`
          const column = ${form};
          column.value = [...column.options].find((option) => option.text === 'Minutes').value;
          column.dispatchEvent(new Event('change', { bubbles: true }));`);
        await app.browser.run(`
          const operator = document.querySelectorAll('form select')[1];
          operator.value = 'greater';
          operator.dispatchEvent(new Event('change', { bubbles: true }));
          document.querySelector('form input').focus();`);
        await app.browser.press(`60${enter}`);
        const condition = word('condition-greater', { column: 'Minutes', value: '60' });
        await app.browser.find('button', word('database-condition-off', { condition }));

        await app.press(word('database-csv'));
        const file = path.join(person, 'Downloads', 'Filmography.csv');
        await until('the table is in the downloads', () => existsSync(file));
        const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n');
        const films = lines.slice(1).map((line) => /FH0\d/.exec(line)?.[0]);
        assert.deepEqual(films, ['FH06', 'FH08', 'FH07'], 'three films, the shortest first');

        await app.press(word('view-keep'));
        await app.browser.find('textbox', word('view-name'));
        await app.browser.press(`${kept}${enter}`);
        await app.browser.find('button', kept);
      });
      await withApp(options, async (app) => {
        await searchAndOpen(app, 'filmography');
        await app.browser.find('button', kept);
        await until('three rows are shown', () =>
          app.browser.run("return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '4'"),
        );
        await (await app.browser.find('tab', word('database-board'))).click();
        await app.browser.find('button', /^The Lighthouse Keeper/);
        await app.inspect('database-board');
        await (await app.browser.find('button', /^The Lighthouse Keeper/)).click();
        await app.screen(/The Lighthouse Keeper/);
      });
    }));
}
