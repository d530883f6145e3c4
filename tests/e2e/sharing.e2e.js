// What is shared and what is not. A page that is shared in Notion while the window waits for one appears by itself, and the focus
// stays where it is. What pages link to and Notion does not show is listed, to ask access for.

import assert from 'node:assert/strict';
import test from 'node:test';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { withApp, withHome } from './lib/app.js';
import { connectWithToken, importEverything } from './lib/steps.js';
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

test('what is linked but not shared is listed, the most linked first', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('nested');
    try {
      const chapters = await everything(simulator, ({ parent }) => parent.type === 'page_id');
      const [hidden, secret, first, second] = chapters;
      const linkTo = (/** @type {{ id: string }} */ page, /** @type {string} */ words) => ({
        type: 'text',
        text: { content: words, link: { url: `https://www.notion.so/${page.id.replaceAll('-', '')}` } },
      });
      await write(simulator, first.id, [linkTo(hidden, 'the budget'), linkTo(secret, 'day rates')]);
      await write(simulator, second.id, [linkTo(hidden, 'what it costs')]);
      for (const { id } of [hidden, secret]) await simulator.edit({ action: 'revoke', id });

      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        await connectWithToken(app, simulator.token);
        await importEverything(app);
        await app.press(/Simulated Workspace/);
        await app.browser.run(
          'for (const item of document.querySelectorAll("[role=menuitem]")) if (item.textContent.trim() === arguments[0]) item.click()',
          [word('menu-not-shared')],
        );
        await app.screen(word('not-shared-title'));
        await app.browser.find('listitem', /./);
        await app.inspect('not-shared');
        const lines = await app.invoke('not_shared', { connection: '1' });
        /** @type {{ id: string, pages: number }[]} */
        const told = lines.map((/** @type {any} */ { id, pages }) => ({ id, pages }));
        const of = (/** @type {{ id: string }} */ page) => told.find(({ id }) => id === page.id)?.pages ?? 0;
        assert.ok(of(hidden) >= 2 && of(secret) >= 1, JSON.stringify(lines));
        assert.equal(told[0].id, hidden.id, 'what most pages link to comes first');
        assert.ok(
          lines.every((/** @type {any} */ { title }) => title !== ''),
          JSON.stringify(lines),
        );
      });
    } finally {
      await simulator.stop();
    }
  }));

/**
 * Asks the workspace as a bot that sees everything.
 * @param {import('../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} method
 * @param {string} path
 * @param {object} body
 */
async function asAnother({ url, tokens }, method, path, body) {
  const token = tokens.find(({ name }) => name === 'Another Bot')?.token;
  const headers = { Authorization: `Bearer ${token}`, 'Notion-Version': '2026-03-11', 'Content-Type': 'application/json' };
  const answer = await fetch(`${url}/v1/${path}`, { method, headers, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${said.message}`);
  return said;
}

/**
 * A paragraph at the end of a page.
 * @param {import('../../scripts/lib/simulator.js').Simulator} simulator
 * @param {string} page
 * @param {object[]} words
 */
const write = (simulator, page, words) =>
  asAnother(simulator, 'PATCH', `blocks/${page}/children`, {
    children: [{ type: 'paragraph', paragraph: { rich_text: words } }],
  });

/**
 * The pages of a kind.
 * @param {import('../../scripts/lib/simulator.js').Simulator} simulator
 * @param {(page: any) => boolean} kind
 * @returns {Promise<{ id: string, title: string }[]>}
 */
async function everything(simulator, kind) {
  const { results } = await asAnother(simulator, 'POST', 'search', {});
  return results.filter(kind).map((/** @type {any} */ page) => {
    const title = /** @type {any} */ (Object.values(page.properties).find((one) => /** @type {any} */ (one).type === 'title'));
    return { id: page.id, title: title.title.map((/** @type {any} */ part) => part.plain_text).join('') };
  });
}

/**
 * The page at the top.
 * @param {import('../../scripts/lib/simulator.js').Simulator} simulator
 */
async function topPage(simulator) {
  const [top] = await everything(simulator, ({ parent }) => parent.type === 'workspace');
  return top;
}
