// The tree of 20,000 pages in a real window: its first rows, and what its filter leaves (tests/e2e/picker.figures.js).

import { spawn } from 'node:child_process';
import { CommandFailed, environment, run } from '../../../scripts/lib/command.js';
import { inRoot } from '../../../scripts/lib/place.js';
import { inSession } from '../../../scripts/lib/session.js';
import { prepare } from '../../../scripts/lib/setup.js';
import { goals, median } from './goals.js';

/** @returns {Promise<{ figures: import('./goals.js').Figure[], details: unknown }>} */
export async function picker() {
  await prepare({ purposes: ['tests'] });
  await run('npx', ['--no-install', 'vite', 'build', '--mode', 'fake', '--logLevel', 'warn']);
  const measured = await lastLine(inSession([process.execPath, inRoot('tests', 'e2e', 'picker.figures.js')], { screen: true }));
  const { first, filter, keys } = measured;
  return {
    figures: [
      { name: 'tree of 20,000, list to first rows', value: median(first), unit: 'ms', goal: goals.treeMilliseconds },
      { name: 'tree of 20,000, slowest filter', value: Math.max(...filter), unit: 'ms', goal: goals.filterMilliseconds },
      { name: 'tree of 20,000, slowest key', value: Math.max(...keys), unit: 'ms', goal: goals.keyMilliseconds },
    ],
    details: measured,
  };
}

/**
 * Runs a command and reads the JSON of its last line.
 * @param {string[]} line
 * @returns {Promise<{ first: number[], filter: number[], keys: number[] }>}
 */
function lastLine([command, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => reject(new CommandFailed(command, `could not be started: ${error.message}`)));
    child.on('close', (code) => {
      const last = output.trim().split('\n').at(-1) ?? '';
      if (code === 0) resolve(JSON.parse(last));
      else reject(new CommandFailed(command, `ended with code ${code}`));
    });
  });
}
