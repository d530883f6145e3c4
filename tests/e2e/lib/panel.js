// A panel that shows icons, as a process of its own on the tests' D-Bus (tests/panel).

import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { program } from '../../../scripts/lib/build.js';

/** @typedef {{ text: string | null, enabled: boolean, separator: boolean, inside: Entry[] }} Entry */

/** Starts it; every wish is answered before the next one. */
export async function startPanel() {
  const child = spawn(path.join(path.dirname(program('keepsake-desktop')), 'keepsake-panel'), {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the panel has ended');
    const told = JSON.parse(value);
    if (told.refused) throw new Error(`the panel: ${told.refused}`);
    return told;
  };
  await answer();
  const ask = (/** @type {string} */ wish) => {
    child.stdin.write(`${wish}\n`);
    return answer();
  };
  return {
    /** @returns {Promise<{ title: string, menu: Entry[] }>} */
    look: () => ask('look'),
    /** @param {string} text */
    press: (text) => ask(`press ${text}`),
    click: () => ask('click'),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve(undefined));
        child.stdin.end();
      }),
  };
}
