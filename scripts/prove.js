// `npm run prove`: what `npm test` shows at sizes it has time for, at the sizes that are promised. The figures are written
// to docs/proof.json with the date and the commit they hold for. A figure beyond its bound fails, and so does one that
// nobody wrote down.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { ask, run } from './lib/command.js';
import { inWords, readFigures, shortfalls } from './lib/figures.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';
import { simulate } from './lib/simulation.js';

await main(async () => {
  await prepare({ purposes: ['core'], npm: false });
  const collected = inRoot('target', 'figures.jsonl');
  rmSync(collected, { force: true });
  const env = { KEEPSAKE_FIGURES: collected };
  // First, because what misses its time here is known before the rest has taken its hour.
  await simulate(['--schedules', '10000', '--planted', '2000'], env);
  // The profile of the benches: optimised, and built quicker than a release.
  const test = ['test', '--profile', 'bench', '--locked'];
  const targets = ['full_size', 'two_way_cheap', 'two_way_pace'].flatMap((name) => ['--test', name]);
  await run('cargo', [...test, '--package', 'keepsake-tests', ...targets, '--', '--include-ignored', '--test-threads=1'], {
    env,
  });
  await run('cargo', [...test, '--package', 'keepsake-webhooks', '--lib', 'mutated'], { env });
  // One after the other: what is timed must not share the machine with what kills.
  for (const tests of ['answers::', 'kills::', 'pace::']) {
    const program = [...test, '--package', 'keepsake-cli', '--test', 'terminal', tests];
    await run('cargo', [...program, '--', '--ignored', '--nocapture', '--test-threads=1'], { env });
  }
  await simulate(['--schedules', '1000', '--twice'], env);
  await simulate(['--kill-points'], env);
  const figures = existsSync(collected) ? readFigures(readFileSync(collected, 'utf8')) : [];
  for (const figure of figures) console.log(inWords(figure));
  const missing = shortfalls(figures);
  if (missing.length > 0) throw new Error(missing.join('\n'));
  const proof = {
    time: new Date().toISOString(),
    commit: ask('git', ['rev-parse', 'HEAD']).output.trim(),
    machine: { processor: os.cpus()[0]?.model, cores: os.cpus().length },
    figures,
  };
  writeFileSync(inRoot('docs', 'proof.json'), `${JSON.stringify(proof, null, 2)}\n`);
});
