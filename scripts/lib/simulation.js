// Builds and runs the simulation, which is a workspace of its own: the mistakes that it plants must not reach a build of the
// product. Its target folder is a part of ours.

import { existsSync, readFileSync } from 'node:fs';
import { ask, run } from './command.js';
import { inRoot, root } from './place.js';

/** Its workspace. */
export const folder = inRoot('tests', 'simulation');
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

/**
 * What only the simulation may switch on. A dev-dependency reaches no build of a program, but mistakes are planted in no test
 * of the workspace either.
 * @typedef {{ crate: string, feature: string, edges: string }} Apart
 * @type {Apart[]}
 */
export const apart = [
  { crate: 'keepsake-planted', feature: 'armed', edges: 'features' },
  { crate: 'keepsake-memory', feature: 'testing', edges: 'features,no-dev' },
];

/**
 * Whether a build of a whole workspace has a feature.
 * @param {Apart} apart
 * @param {string} [workspace]
 */
export function isOn({ crate, feature, edges }, workspace = root) {
  const tree = ask('cargo', ['tree', '--workspace', '--locked', '-e', edges, '-i', crate], { cwd: workspace });
  if (!tree.ok) throw new Error(tree.errors);
  return tree.output.includes(`${crate} feature "${feature}"`);
}

/** Fails when a build of the product could make mistakes on purpose, or has what only simulations need. */
export function checkNothingPlanted() {
  for (const one of apart.filter((one) => isOn(one))) {
    throw new Error(`The feature \`${one.feature}\` of ${one.crate} is on in the workspace`);
  }
  const built = ['keepsake', 'keepsake-desktop']
    .map((name) => inRoot('target', 'debug', name))
    .filter((path) => existsSync(path));
  const marked = built.filter((path) => hasMark(readFileSync(path)));
  if (marked.length > 0) throw new Error(`Mistakes are planted in ${marked.join(', ')}`);
  console.log(`The workspace has nothing of the simulation's, and no mistakes are planted in ${built.length} programs.`);
}

/** @param {Buffer} program */
export function hasMark(program) {
  return program.includes(mark);
}
