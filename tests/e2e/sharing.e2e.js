// Connected, with nothing shared: a page that is shared in Notion while the screen is open appears there by itself, and the
// focus stays where it is.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { withApp, withHome } from './lib/app.js';
import { connectWithToken } from './lib/steps.js';
import { word } from './lib/words.js';

test('a page that is shared while the window waits appears by itself', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('nested');
    try {
      const root = await topPage(simulator);
      await simulator.edit({ action: 'revoke', id: root.id });
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        await connectWithToken(app, simulator.token);
        await app.screen(word('share-title'), 60_000);
        await app.inspect('share');
        const check = await app.browser.find('button', word('share-check'));
        await app.browser.run('arguments[0].focus()', [check.reference]);

        await simulator.edit({ action: 'grant', id: root.id });
        await app.screen(/here$/, 60_000);
        assert.ok(await app.shows(root.title));
        const focused = 'return document.activeElement === arguments[0]';
        assert.ok(await app.browser.run(focused, [check.reference]), 'the focus stays where it was');
        await app.inspect('shared');

        await app.press(word('share-go-on'));
        await app.screen(word('choose-title'));
        await app.browser.find('treeitem', new RegExp(root.title));
      });
    } finally {
      await simulator.stop();
    }
  }));

/**
 * What a token that sees everything finds at the top.
 * @param {import('../../scripts/lib/simulator.js').Simulator} simulator
 * @returns {Promise<{ id: string, title: string }>}
 */
async function topPage({ url, tokens }) {
  const all = tokens.find(({ name }) => name === 'Another Bot');
  return until('the workspace answers', async () => {
    const answer = await fetch(`${url}/v1/search`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${all?.token}`, 'Notion-Version': '2026-03-11', 'Content-Type': 'application/json' },
      body: '{}',
    });
    const { results } = await answer.json();
    const page = results.find((/** @type {any} */ one) => one.parent.type === 'workspace');
    const title = Object.values(page.properties).find((/** @type {any} */ one) => one.type === 'title');
    return { id: page.id, title: title.title.map((/** @type {any} */ part) => part.plain_text).join('') };
  });
}
