// `npm run prove`: what `npm test` shows at sizes it has time for, at the sizes that are promised. The figures are written
// to docs/proof.json with the date and the commit they hold for. A figure beyond its bound fails.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { ask, run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';
import { simulate } from './lib/simulation.js';

await main(async () => {
  await prepare({ purposes: ['core'], npm: false });
  const collected = inRoot('target', 'figures.jsonl');
  rmSync(collected, { force: true });
  // The profile of the benches: optimised, and built quicker than a release.
  const build = ['test', '--profile', 'bench', '--locked', '--package', 'keepsake-tests', '--test', 'full_size'];
  await run('cargo', [...build, '--', '--ignored', '--test-threads=1'], { env: { KEEPSAKE_FIGURES: collected } });
  // One after the other: what is timed must not share the machine with what kills.
  for (const tests of ['answers::', 'kills::', 'pace::']) {
    const program = ['test', '--profile', 'bench', '--locked', '--package', 'keepsake-cli', '--test', 'terminal', tests];
    await run('cargo', [...program, '--', '--ignored', '--nocapture'], { env: { KEEPSAKE_FIGURES: collected } });
  }
  await simulate(['--schedules', '10000', '--planted', '2000']);
  await simulate(['--schedules', '1000', '--twice']);
  await simulate(['--kill-points']);
  if (!existsSync(collected)) throw new Error('The tests wrote no figures down');
  const figures = readFileSync(collected, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const { figure, measured, atMost } of figures) console.log(`${figure}: ${measured} (at most ${atMost})`);
  const proof = {
    time: new Date().toISOString(),
    commit: ask('git', ['rev-parse', 'HEAD']).output.trim(),
    machine: { processor: os.cpus()[0]?.model, cores: os.cpus().length },
    figures,
  };
  writeFileSync(inRoot('docs', 'proof.json'), `${JSON.stringify(proof, null, 2)}\n`);
});
