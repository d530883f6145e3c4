// Builds and runs the simulation, which is a workspace of its own: the mistakes that it plants must not reach a build of the
// product. Its target folder is a part of ours.

import { existsSync, readFileSync } from 'node:fs';
import { ask, run } from './command.js';
import { inRoot } from './place.js';

const folder = inRoot('tests', 'simulation');
const env = { CARGO_TARGET_DIR: inRoot('target', 'simulation') };

/** Stands in every binary in which mistakes are planted: `MARK` of keepsake-planted, in two pieces. */
const mark = Buffer.from(['keepsake makes mistakes', 'on purpose'].join(' '));

/**
 * @param {string[]} args
 * @param {Record<string, string>} [more] for its environment
 */
export async function simulate(args, more = {}) {
  await run('cargo', ['run', '--locked', '--quiet', '--', ...args], { cwd: folder, env: { ...env, ...more } });
}

export async function testSimulation() {
  await run('cargo', ['test', '--locked', '--quiet'], { cwd: folder, env });
}

export async function checkSimulation() {
  await run('cargo', ['fmt', '--check'], { cwd: folder });
  await run('cargo', ['clippy', '--all-targets', '--locked', '--quiet', '--', '-D', 'warnings'], { cwd: folder, env });
}

/** Fails when a build of the product could make mistakes on purpose. */
export function checkNothingPlanted() {
  const tree = ask('cargo', ['tree', '--workspace', '--locked', '-e', 'features', '-i', 'keepsake-planted']);
  if (!tree.ok) throw new Error(tree.errors);
  if (/feature "armed"/.test(tree.output)) throw new Error('The feature `armed` of keepsake-planted is on in the workspace');
  const built = ['keepsake', 'keepsake-desktop']
    .map((name) => inRoot('target', 'debug', name))
    .filter((path) => existsSync(path));
  const marked = built.filter((path) => hasMark(readFileSync(path)));
  if (marked.length > 0) throw new Error(`Mistakes are planted in ${marked.join(', ')}`);
  console.log(`No mistakes are planted in the workspace, nor in ${built.length} programs.`);
}

/** @param {Buffer} program */
export function hasMark(program) {
  return program.includes(mark);
}
