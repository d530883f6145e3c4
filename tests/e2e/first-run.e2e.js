// The walk a person takes without an account: welcome, sample workspace, choose, import, search, read. Once in each
// theme, with a picture of and an axe check on every screen.

import assert from 'node:assert/strict';
import test from 'node:test';
import { themes, withApp, withHome } from './lib/app.js';
import { importEverything, searchAndOpen } from './lib/steps.js';
import { word } from './lib/words.js';

for (const theme of themes) {
  test(`from welcome to a page of the sample workspace, ${theme}`, () =>
    withHome(async (home) => {
      await withApp({ home, theme }, async (app) => {
        const look = (/** @type {string} */ name) => app.inspect(name);
        await app.screen(word('welcome-title'));
        await look('welcome');
        const handed = await app.browser.run('return window.__KEEPSAKE_FIRST_VIEW__?.start.onboarding');
        assert.equal(handed, 'welcome', 'the window asked for nothing before it showed this');

        await app.press(word('welcome-connect'));
        await app.screen(word('connect-title'));
        await look('connect');
        await app.press(word('back'));
        await app.press(word('welcome-sample'));

        await importEverything(app, look);
        await searchAndOpen(app, 'lens', look);
        await app.press(word('rail-search'));
        await searchAndOpen(app, 'loneliest');
        await look('reader');
        await app.press(word('rail-search'));
        await searchAndOpen(app, 'filmography');
        await app.browser.find('rowheader');
        await look('database');
        await app.press(word('strip-last-run'));
        await app.screen(word('rail-activity'));
        await look('runs');
      });

      await withApp({ home, theme }, async (app) => {
        await app.browser.find('combobox', word('search-label'));
        const state = await app.browser.run('return document.body.innerText');
        assert.ok(!state.includes(word('welcome-title')), 'the second start opens what is remembered');
      });
    }));
}
