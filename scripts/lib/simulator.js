// A Notion of our own on this machine: `keepsake simulator` as a separate process.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { program } from './build.js';

/**
 * Starts it with a workspace and gives back its address and a token it accepts.
 * @param {string} workspace
 * @returns {Promise<{ url: string, token: string, stop: () => Promise<void> }>}
 */
export function startSimulator(workspace) {
  const child = spawn(program('keepsake'), ['simulator', '--workspace', workspace, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', () => resolve(undefined));
      child.kill();
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the simulator ended with code ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      const { data } = JSON.parse(line);
      resolve({ url: data.url, token: data.tokens[0], stop });
    });
  });
}
