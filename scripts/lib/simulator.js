// A Notion of our own on this machine: `keepsake simulator` as a separate process.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { program } from './build.js';

/**
 * @typedef {object} Simulator
 * @property {string} url where its API is, without `/v1`
 * @property {string} token one that it accepts
 * @property {{ token: string, name: string }[]} tokens all that it knows
 * @property {(what: 'meters' | 'truth') => Promise<any>} ask what it has counted, or what is in the workspace
 * @property {(change: object) => Promise<void>} edit something happens in the workspace
 * @property {(fault: object) => Promise<void>} fail the next request that a fault is for goes wrong
 * @property {() => Promise<void>} stop
 */

/**
 * Starts it with a workspace, on a free port unless one is named. The same workspace is the same every time.
 * @param {string} workspace
 * @param {string} [port]
 * @returns {Promise<Simulator>}
 */
export function startSimulator(workspace, port = '0') {
  const child = spawn(program('keepsake'), ['simulator', '--workspace', workspace, '--port', port, '--json'], {
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
      const ask = async (/** @type {string} */ what) => (await fetch(`${data.url}/simulator/${what}`)).json();
      const order = async (/** @type {string} */ what, /** @type {object} */ wanted) => {
        const answer = await fetch(`${data.url}/simulator/${what}`, { method: 'POST', body: JSON.stringify(wanted) });
        if (!answer.ok) throw new Error(`the simulator refused one of its ${what}: ${await answer.text()}`);
      };
      const edit = (/** @type {object} */ change) => order('edits', change);
      const fail = (/** @type {object} */ fault) => order('faults', fault);
      resolve({ url: data.url, token: data.token, tokens: data.tokens, ask, edit, fail, stop });
    });
  });
}
