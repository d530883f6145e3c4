// Walks through the window over the fake backend in Chromium, in light and dark: a picture of every screen, and axe with
// contrast on each. Needs `npx vite build --mode fake` first. `node ui/tests/screens.mjs [FOLDER]`
import { mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const folder = process.argv[2] ?? path.join(os.tmpdir(), 'keepsake-screens');
const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src ipc: http://ipc.localhost; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'";
const firstRun = { width: 880, height: 640 };
const library = { width: 1100, height: 720 };
const smallest = { width: 640, height: 480 };
/** A window of 640 x 480 at 200 % text. */
const zoomed = { width: 320, height: 240 };

/** @typedef {import('playwright-core').Page} Page */
/** @type {{ name: string, address?: string, size?: { width: number, height: number }, media?: object, walk?: (page: Page) => Promise<void> }[]} */
const screens = [
  { name: '01-welcome', size: firstRun },
  { name: '01-help', size: firstRun, walk: (page) => press(page, 'How this works') },
  { name: '02-connect', size: firstRun, walk: (page) => press(page, 'Connect Notion') },
  { name: '02-connect-accepted', size: firstRun, walk: (page) => connect(page, 'ntn_49201183726450928374650192837') },
  { name: '02-connect-wrong', size: firstRun, walk: (page) => connect(page, 'sec-49201183726') },
  { name: '02-connect-refused', size: firstRun, walk: (page) => connect(page, 'ntn_wrong_49201183726450928') },
  { name: '03-choose', size: firstRun, walk: choose },
  { name: '03-choose-options', size: firstRun, walk: async (page) => (await choose(page), await press(page, /^Options/)) },
  {
    name: '03-choose-filter',
    size: firstRun,
    walk: async (page) => (await choose(page), await page.getByRole('searchbox').fill('glacier sh')),
  },
  { name: '03b-share', size: firstRun, address: '?scenario=unshared', walk: sample },
  {
    name: '04-import-finding',
    size: firstRun,
    address: '?pace=1',
    walk: async (page) => (await choose(page), await press(page, 'Start')),
  },
  { name: '04-importing', size: firstRun, address: '?scenario=importing', walk: (page) => press(page, 'Show details') },
  { name: '04-import-waiting', size: firstRun, address: '?scenario=waiting' },
  { name: '04-import-paused', size: firstRun, address: '?scenario=importing', walk: (page) => press(page, 'Pause') },
  { name: '04-import-stop', size: firstRun, address: '?scenario=importing', walk: (page) => press(page, 'Stop…') },
  { name: '04-import-done', size: firstRun, address: '?pace=400', walk: finish },
  {
    name: '05-set',
    size: firstRun,
    address: '?pace=400',
    walk: async (page) => (await finish(page), await press(page, 'Start using it')),
  },
  { name: '05-set-reading', size: firstRun, address: '?scenario=importing', walk: (page) => press(page, 'Start using it') },
  { name: '06-home', address: '?scenario=done' },
  { name: '06-search', address: '?scenario=done', walk: (page) => search(page, 'glacier permit') },
  { name: '06-search-nothing', address: '?scenario=done', walk: (page) => search(page, 'zebra') },
  { name: '06-search-signed-out', address: '?scenario=signedOut', walk: (page) => search(page, 'permit') },
  { name: '06-search-offline', address: '?scenario=offline' },
  {
    name: '06-search-importing',
    address: '?scenario=importing',
    walk: async (page) => (await use(page), await search(page, 'shoot')),
  },
  { name: '07-reader', address: '?scenario=done', walk: read },
  {
    name: '07-reader-end',
    address: '?scenario=done',
    walk: async (page) => (await read(page), await page.getByRole('region', { name: 'Page' }).press('End')),
  },
  { name: '08-runs', address: '?scenario=done', walk: (page) => press(page, 'Last import') },
  { name: '09-refused', address: '?scenario=refused' },
  { name: '10-small-choose', size: smallest, walk: choose },
  { name: '10-small-importing', size: smallest, address: '?scenario=importing' },
  { name: '10-small-search', size: smallest, address: '?scenario=done', walk: (page) => search(page, 'glacier permit') },
  { name: '10-small-reader', size: smallest, address: '?scenario=done', walk: read },
  { name: '11-zoomed-welcome', size: zoomed },
  { name: '11-zoomed-choose', size: zoomed, walk: choose },
  { name: '11-zoomed-search', size: zoomed, address: '?scenario=done', walk: (page) => search(page, 'glacier permit') },
  { name: '11-zoomed-reader', size: zoomed, address: '?scenario=done', walk: read },
  { name: '12-contrast-choose', size: firstRun, media: { contrast: 'more' }, walk: choose },
  { name: '12-forced-colors-choose', size: firstRun, media: { forcedColors: 'active' }, walk: choose },
  {
    name: '12-forced-colors-search',
    media: { forcedColors: 'active' },
    address: '?scenario=done',
    walk: (page) => search(page, 'glacier permit'),
  },
  {
    name: '13-pseudo-connect',
    size: firstRun,
    address: '?language=en-XA',
    walk: (page) => page.locator('footer + *, main button').last().click(),
  },
  {
    name: '13-pseudo-runs',
    address: '?language=en-XA&scenario=done',
    walk: (page) => page.locator('footer button').nth(1).click(),
  },
];

/** @param {Page} page @param {string | RegExp} name */
async function press(page, name) {
  await page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
}
/** @param {Page} page @param {string} token */
async function connect(page, token) {
  await press(page, 'Connect Notion');
  await page.getByLabel('Connection secret').fill(token);
  await page.locator('#secret-answer p').filter({ hasNotText: 'Asking' }).waitFor();
}
/** @param {Page} page */
async function sample(page) {
  await press(page, 'Try it with sample pages');
  await page.getByRole('heading', { name: /share a page|remembered/ }).waitFor();
}
/** @param {Page} page */
async function choose(page) {
  await sample(page);
  const row = (/** @type {RegExp} */ name) => page.getByRole('treeitem', { name });
  await row(/^Handbook/).waitFor();
  await row(/^Production/)
    .locator('[data-twist]')
    .click();
  await row(/^Scripts/)
    .locator('[data-twist]')
    .click();
  await row(/^Drafts before/).click();
  await row(/^Finance/).click();
  await row(/^Video pipeline/).focus();
  await page.getByText('in the background').waitFor();
}
/** @param {Page} page */
async function finish(page) {
  await choose(page);
  await press(page, 'Start');
  await page.getByRole('heading', { name: 'Your pages are here' }).waitFor();
}
/** @param {Page} page */
async function use(page) {
  await press(page, 'Start using it');
  await press(page, 'Open Keepsake');
}
/** @param {Page} page @param {string} words */
async function search(page, words) {
  await page.getByRole('combobox').fill(words);
  await page
    .getByText(/^(\d+ pages?|No page contains.*)$/)
    .first()
    .waitFor();
}
/** @param {Page} page */
async function read(page) {
  await search(page, 'glacier shoot checklist');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Glacier shoot checklist' }).waitFor();
}

const only = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;
const server = await preview({ mode: 'fake', logLevel: 'error', preview: { headers: { 'Content-Security-Policy': policy } } });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
mkdirSync(folder, { recursive: true });
/** @type {string[]} */
const problems = [];
for (const theme of /** @type {const} */ (['light', 'dark'])) {
  for (const { name, address = '', size = library, media = {}, walk } of screens.filter((screen) => only.test(screen.name))) {
    const page = await browser.newPage({
      viewport: size,
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      ...media,
    });
    page.setDefaultTimeout(8000);
    const told = (/** @type {string} */ text) => problems.push(`${name}, ${theme}: ${text}`);
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && told(message.text()));
    page.on('pageerror', (error) => told(error.message));
    try {
      await page.goto(`http://127.0.0.1:4173/${address}`);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      await walk?.(page);
      await page.waitForTimeout(350);
      await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) told(`is ${wide} px wider than the window`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(
        (runOnly) => /** @type {any} */ (globalThis).axe.run(document, { runOnly, resultTypes: ['violations'] }),
        rules,
      );
      for (const { id, help, nodes } of violations) {
        told(
          `${id}: ${help}\n${nodes
            .slice(0, 3)
            .map((/** @type {any} */ node) => `    ${node.html}\n    ${node.failureSummary}`)
            .join('\n')}`,
        );
      }
    } catch (error) {
      told(String(error));
      await page.screenshot({ path: path.join(folder, `${name}-${theme}-broken.png`) });
    }
    await page.close();
  }
}
await browser.close();
await server.close();
console.log(problems.length === 0 ? `All screens are clean; the pictures are in ${folder}` : problems.join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
