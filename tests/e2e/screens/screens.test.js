// Every screen of the window over the backend in memory, in the engine the program uses on Linux: nothing is wider than its
// window, cut off or covered, and axe finds nothing, contrast included. Pictures land in target/screens.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before, describe } from 'node:test';
import { inRoot } from '../../../scripts/lib/place.js';
import { serveWindow } from '../lib/site.js';
import { fromTheRight, german, longer } from './languages.js';
import { screens } from './list.js';
import { faultsOf } from './look.js';
import { Stage } from './stage.js';

const only = new RegExp(process.env.ONLY ?? '');

/** @type {Awaited<ReturnType<typeof serveWindow>>} */
let site;
before(async () => void (site = await serveWindow()));
after(() => site.close());

/**
 * @param {import('./list.js').Screen[]} list
 * @param {'light' | 'dark'} theme
 */
async function allFaults(list, theme) {
  const stage = await Stage.open(site.address);
  try {
    const faults = [];
    for (const screen of list.filter(({ name }) => only.test(name))) faults.push(...(await faultsOf(stage, screen, theme)));
    return faults;
  } finally {
    await stage.close();
  }
}

describe('nothing is cut off, covered or against the rules', { concurrency: 2 }, () => {
  test('on any screen, light', async () => assert.deepEqual(await allFaults(screens, 'light'), []));
  test('on any screen, dark', async () => assert.deepEqual(await allFaults(screens, 'dark'), []));
  test('in German', async () => assert.deepEqual(await allFaults(german, 'light'), []));
  test('in a language that is longer', async () => assert.deepEqual(await allFaults(longer, 'light'), []));
  test('from right to left', async () => assert.deepEqual(await allFaults(fromTheRight, 'dark'), []));
});

test('no line of a drawing is given in pixels, which WebKit enlarges twice where the page is zoomed', () => {
  const folder = inRoot('target', 'window-with-fake-backend', 'assets');
  const styles = readdirSync(folder).filter((file) => file.endsWith('.css'));
  const rules = styles.flatMap(
    (file) => readFileSync(path.join(folder, file), 'utf8').match(/\{[^{}]*stroke-width:[^{}]*\}/g) ?? [],
  );
  // A line that does not grow with its drawing is one of the screen.
  const growing = rules.filter((rule) => !rule.includes('vector-effect:non-scaling-stroke'));
  const widths = growing.flatMap((rule) => rule.match(/stroke-width:[^;}]*/g) ?? []);
  assert.deepEqual([...new Set(widths)], ['stroke-width:var(--stroke)']);
});

test('a layout that is broken is found', async () => {
  const stage = await Stage.open(site.address);
  try {
    const broken = {
      name: 'broken',
      width: 880,
      height: 640,
      walk: (/** @type {Stage} */ { browser }) =>
        browser.run(`
          const foot = [...document.querySelectorAll('main button')].at(-1);
          foot.style.marginInlineStart = '-6rem';
          document.querySelector('h1').style.cssText = 'width: 5rem; overflow: hidden; white-space: nowrap';
          const cover = document.createElement('div');
          cover.style.cssText = 'position: absolute; inset: 50% 0 40% 0; background: #ddd; pointer-events: none';
          document.querySelector('main').append(cover);
          const wide = document.createElement('p');
          wide.style.cssText = 'width: 200vw';
          document.querySelector('main .scroll-area').append(wide);`),
    };
    const faults = await faultsOf(stage, broken, 'light');
    for (const words of ['lies on', 'does not fit', 'lies under <div', 'scrolls sideways'])
      assert.ok(
        faults.some((fault) => fault.includes(words)),
        `${words}:\n${faults.join('\n')}`,
      );
  } finally {
    await stage.close();
  }
});
