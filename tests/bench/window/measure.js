// The window beside an empty one: how long until something is painted, what it holds, and what it costs to do nothing. Runs on a
// screen of its own (`npm run bench:window`). The first argument is the folder of the programs, the second for how many seconds
// doing nothing is watched.

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { Browser, isRunning } from '../../e2e/lib/webdriver.js';
import { inTerminal } from '../../e2e/lib/terminal.js';
import { startSimulator } from '../../../scripts/lib/simulator.js';
import { until } from '../../../scripts/lib/until.js';
import { median, table } from '../measure/goals.js';
import { beganAt, family, megabytes, processorSeconds } from './processes.js';

const [folder, seconds] = process.argv.slice(2);
const turns = 9;
const ours = path.join(folder, 'keepsake-desktop');
const empty = path.join(folder, 'examples', 'empty-window');

const home = mkdtempSync(path.join(os.tmpdir(), 'keepsake-window-'));
const simulator = await startSimulator('sample');
const where = { home, notionUrl: simulator.url };
try {
  const told = await inTerminal(['connect', '--token-stdin'], { ...where, input: simulator.token }).ended;
  const imported = await inTerminal(['import', '--all', '--yes'], where).ended;
  if (!/Complete/.test(imported)) throw new Error(`The import failed: ${told}${imported}`);

  /** @type {Record<'empty' | 'first' | 'again', { start: number, held: number }[]>} */
  const runs = { empty: [], first: [], again: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    runs.empty.push(await started(empty, {}));
    const fresh = mkdtempSync(path.join(os.tmpdir(), 'keepsake-window-'));
    runs.first.push(await started(ours, { KEEPSAKE_HOME: fresh, KEEPSAKE_NOTION_URL: simulator.url }));
    rmSync(fresh, { recursive: true, force: true, maxRetries: 10 });
    runs.again.push(await started(ours, { KEEPSAKE_HOME: home, KEEPSAKE_NOTION_URL: simulator.url }));
  }
  const start = (/** @type {keyof typeof runs} */ kind) => median(runs[kind].map((run) => run.start));
  const held = (/** @type {keyof typeof runs} */ kind) => median(runs[kind].map((run) => run.held));
  const idle = await idleShare();
  /** @type {import('../measure/goals.js').Figure[]} */
  const figures = [
    { name: 'first start, ours / empty window', value: start('first') / start('empty'), unit: 'x', goal: 1.3 },
    { name: 'start with a memory, ours / empty window', value: start('again') / start('empty'), unit: 'x', goal: 1.3 },
    { name: 'first start', value: start('first'), unit: 'ms' },
    { name: 'start of the empty window', value: start('empty'), unit: 'ms' },
    { name: 'memory beyond the empty window', value: held('again') - held('empty'), unit: 'MB', goal: 60 },
    { name: 'the program on disk', value: statSync(ours).size / 1e6, unit: 'MB', goal: 25 },
    { name: 'share of a core while nothing happens, %', value: idle, unit: 'x', goal: 0.2, note: `over ${seconds} s` },
  ];
  console.log(`\n${table(figures).join('\n')}\n`);
  writeFileSync(path.join(folder, 'window-figures.json'), `${JSON.stringify({ figures, runs }, null, 2)}\n`);
} finally {
  await simulator.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 10 });
}

/**
 * From the start of the process to the first thing painted, and what the program holds then, in megabytes.
 * @param {string} file
 * @param {Record<string, string>} env
 */
async function started(file, env) {
  const browser = await Browser.start(file, env);
  try {
    const [pid] = family(Number(browser.driver.pid)).slice(1);
    const painted = () =>
      browser.run(
        "const [paint] = performance.getEntriesByName('first-contentful-paint'); return paint ? performance.timeOrigin + paint.startTime : null;",
      );
    const at = Number(await until('something is painted', painted));
    return { start: at - beganAt(pid), held: megabytes(family(pid)) };
  } finally {
    // What the engine began goes on for half a second after its window, beside which the next start would be measured.
    const started = family(Number(browser.driver.pid));
    await browser.stop();
    await until('all of it has ended', () => !started.some(isRunning));
  }
}

/** How much of a core the program takes while it is in step and nobody does anything, in percent. */
async function idleShare() {
  const browser = await Browser.start(ours, { KEEPSAKE_HOME: home, KEEPSAKE_NOTION_URL: simulator.url });
  try {
    const [pid] = family(Number(browser.driver.pid)).slice(1);
    // What a start brings with it is over by then.
    await passed(30_000);
    // A cursor that blinks is painted twice a second, which costs where no graphics card does it and is no doing of the program.
    await browser.run('document.activeElement.blur()');
    await passed(1_000);
    const before = processorSeconds(family(pid));
    const began = performance.now();
    await passed(Number(seconds) * 1000);
    return ((processorSeconds(family(pid)) - before) / ((performance.now() - began) / 1000)) * 100;
  } finally {
    await browser.stop();
  }
}
