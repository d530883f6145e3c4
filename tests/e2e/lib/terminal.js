// The terminal program beside the window, in the same folder.

import { spawn } from 'node:child_process';
import { until } from '../../../scripts/lib/until.js';
import { program } from '../../../scripts/lib/build.js';

/**
 * Starts a command, with what it reads where it reads something; `ended` waits for it and answers with what it printed,
 * `prints` waits until it has printed something, `stop` asks it to end.
 * @param {string[]} words
 * @param {{ home: string, notionUrl: string, input?: string }} where
 */
export function inTerminal(words, { home, notionUrl, input }) {
  const child = spawn(program('keepsake'), words, {
    env: { ...process.env, KEEPSAKE_HOME: home, KEEPSAKE_NOTION_URL: notionUrl, KEEPSAKE_REQUESTS_PER_SECOND: '10' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input ?? '');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text));
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => child.once('close', () => resolve(printed)));
  const prints = (/** @type {string} */ words) => until(`${words} is printed`, () => printed.includes(words), 60_000);
  return { ended, prints, stop: () => child.kill('SIGINT') };
}
