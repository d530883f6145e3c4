// `npm run prove`: what `npm test` shows at sizes it has time for, at the sizes that are promised. The figures are written
// to docs/proof.json with the date and the commit they hold for. A figure beyond its bound fails, and so does one that
// nobody wrote down. It takes the better part of an hour and goes on where it was stopped, as long as nothing has changed.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ask, run } from './lib/command.js';
import { inWords, readFigures, shortfalls } from './lib/figures.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';
import { simulate } from './lib/simulation.js';
import { measureWindow } from './lib/window-figures.js';

/** The profile of the benches: optimised, and built quicker than a release. */
const test = ['test', '--profile', 'bench', '--locked'];

/**
 * A test of the program in the terminal.
 * @param {string} tests
 * @param {Record<string, string>} env
 */
const inTerminal = (tests, env) =>
  run(
    'cargo',
    [...test, '--package', 'keepsake-cli', '--test', 'terminal', tests, '--', '--ignored', '--nocapture', '--test-threads=1'],
    { env },
  );

/**
 * One after the other: what is timed must not share the machine with what kills. First what may take too long.
 * @type {Record<string, (env: Record<string, string>) => Promise<unknown>>}
 */
const parts = {
  schedules: (env) => simulate(['--schedules', '10000', '--planted', '2000'], env),
  async sizes(env) {
    const targets = ['full_size', 'two_way_cheap', 'two_way_pace', 'beside_import'].flatMap((name) => ['--test', name]);
    const names = ['--package', 'keepsake-tests', ...targets, '--', '--include-ignored', '--test-threads=1'];
    await run('cargo', [...test, ...names], { env });
  },
  forgeries: (env) => run('cargo', [...test, '--package', 'keepsake-webhooks', '--lib', 'mutated'], { env }),
  answers: (env) => inTerminal('answers::', env),
  kills: (env) => inTerminal('kills::', env),
  pace: (env) => inTerminal('pace::', env),
  window: measureWindow,
  twice: (env) => simulate(['--schedules', '1000', '--twice'], env),
  killPoints: (env) => simulate(['--kill-points'], env),
};

await main(async () => {
  await prepare({ purposes: ['core', 'window', 'tests'] });
  const commit = ask('git', ['rev-parse', 'HEAD']).output.trim();
  const folder = inRoot('target', 'proof', commit);
  // What is not committed has no name under which it could be found again.
  if (ask('git', ['status', '--porcelain']).output !== '') rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const figures = [];
  for (const [name, measure] of Object.entries(parts)) {
    const done = path.join(folder, `${name}.jsonl`);
    const begun = `${done}.begun`;
    if (!existsSync(done)) {
      writeFileSync(begun, '');
      await measure({ KEEPSAKE_FIGURES: begun });
    }
    const measured = readFigures(readFileSync(existsSync(done) ? done : begun, 'utf8'));
    for (const figure of measured) console.log(inWords(figure));
    const missed = shortfalls(measured, []);
    if (missed.length > 0) throw new Error(missed.join('\n'));
    if (existsSync(begun)) renameSync(begun, done);
    figures.push(...measured);
  }
  const missing = shortfalls(figures);
  if (missing.length > 0) throw new Error(missing.join('\n'));
  const proof = {
    time: new Date().toISOString(),
    commit,
    machine: { processor: os.cpus()[0]?.model, cores: os.cpus().length },
    figures,
  };
  writeFileSync(inRoot('docs', 'proof.json'), `${JSON.stringify(proof, null, 2)}\n`);
});
