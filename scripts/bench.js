// `npm run bench`: our figures beside those of others, measured in one run on one machine, as a table and as
// target/bench.json. `npm run bench -- search` runs parts; `--full` takes the largest sizes. Goals that are missed are
// shown, and do not make the command fail: absolute speed differs between machines, and so may a ratio.

import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { table, verdict } from '../tests/bench/measure/goals.js';
import { importCpu, importMemory } from '../tests/bench/measure/imports.js';
import { buildOurs, installPeers, requirePrograms } from '../tests/bench/measure/programs.js';
import { picker } from '../tests/bench/measure/picker.js';
import { search } from '../tests/bench/measure/search.js';
import { ask } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';

/** @typedef {{ figures: import('../tests/bench/measure/goals.js').Figure[], details: unknown }} Measured */

/** @type {Record<string, (ours: string, options: { full: boolean }) => Promise<Measured>>} */
const parts = { import: importCpu, search, memory: importMemory, picker };
/** Parts that need neither our library nor other people's. */
const alone = ['picker'];

await main(async () => {
  const asked = process.argv.slice(2);
  const full = asked.includes('--full');
  const names = asked.filter((name) => name !== '--full');
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);

  const chosen = names.length > 0 ? names : Object.keys(parts);
  let ours = '';
  if (chosen.some((name) => !alone.includes(name))) {
    requirePrograms();
    await prepare({ purposes: ['core'], npm: false });
    await installPeers();
    ours = await buildOurs();
  }

  /** @type {Record<string, Measured>} */
  const measured = {};
  for (const name of chosen) {
    console.log(`Measuring: ${name}`);
    measured[name] = await parts[name](ours, { full });
  }

  const figures = Object.values(measured).flatMap((part) => part.figures);
  console.log(`\n${table(figures).join('\n')}\n`);
  const withGoal = figures.filter(({ goal }) => goal !== undefined);
  const reached = withGoal.filter((figure) => verdict(figure) === 'reached');
  console.log(`${reached.length} of ${withGoal.length} goals reached.`);

  const report = {
    time: new Date().toISOString(),
    commit: ask('git', ['rev-parse', 'HEAD']).output.trim(),
    machine: { processor: os.cpus()[0]?.model, cores: os.cpus().length, load: os.loadavg() },
    full,
    figures: figures.map((figure) => ({ ...figure, verdict: verdict(figure) })),
    details: Object.fromEntries(Object.entries(measured).map(([name, part]) => [name, part.details])),
  };
  mkdirSync(inRoot('target'), { recursive: true });
  writeFileSync(inRoot('target', 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
});
