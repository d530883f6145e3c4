// The browser's part of a sign-in, played on the simulator's own page, and a broker as a process of its own.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { program } from '../../../scripts/lib/build.js';
import { until } from '../../../scripts/lib/until.js';
import { word } from './words.js';

/** @typedef {import('./app.js').App} App */

/** The public connection that the simulator knows, and the address of a broker that is registered with it. */
export const client = { id: '51a7e000-0000-4000-8000-00000000c11e', secret: 'secret_simulator_client' };
export const brokerUrl = 'http://localhost:23119';

/**
 * A broker in front of a Notion.
 * @param {string} notionUrl
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export function startBroker(notionUrl) {
  const where = ['--listen', '127.0.0.1:23119', '--public-url', brokerUrl, '--json', '--credentials-stdin'];
  const child = spawn(program('keepsake'), ['broker', ...where], {
    env: { ...process.env, KEEPSAKE_NOTION_URL: notionUrl },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(`${client.id}\n${client.secret}\n`);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the broker ended with code ${code}`)));
    createInterface({ input: child.stdout }).once('line', () => resolve({ stop }));
  });
}

/**
 * The person answers on Notion's page; where the browser is sent then.
 * @param {string} address
 * @param {'allow' | 'deny'} answer
 * @param {'all' | 'none'} [pages] what is ticked
 * @returns {Promise<string>}
 */
export async function answered(address, answer, pages = 'all') {
  const { headers, status } = await fetch(`${address}&auto=${answer}&pages=${pages}`, { redirect: 'manual' });
  const location = headers.get('location');
  if (!location) throw new Error(`Notion's page answered with ${status}`);
  return location;
}

/**
 * Where the broker's page leads.
 * @param {string} callback
 * @returns {Promise<string>}
 */
export async function ledOn(callback) {
  const page = await (await fetch(callback)).text();
  const link = /href="([^"]+)"/.exec(page)?.[1];
  if (!link) throw new Error(`The broker's page leads nowhere: ${page}`);
  return link.replaceAll('&amp;', '&');
}

/** Holds the ports where browsers come back to, so that only the link is left; gives them back when called. */
export async function holdPorts() {
  const servers = await Promise.all(
    [43110, 43111, 43112].map(
      (port) =>
        /** @type {Promise<net.Server>} */ (
          new Promise((resolve, reject) => {
            const server = net.createServer().once('error', reject);
            server.listen(port, '127.0.0.1', () => resolve(server));
          })
        ),
    ),
  );
  return () => servers.forEach((server) => server.close());
}

/**
 * From the welcome screen to the browser; answers with the address it was sent to.
 * @param {App} app
 * @param {ReturnType<typeof import('./browser-stand-in.js').browserStandIn>} browser
 */
export async function begin(app, browser) {
  await app.screen(word('welcome-title'));
  await app.press(word('welcome-connect'));
  await app.screen(word('connect-title'));
  await app.press(word('sign-in-begin'));
  const [address] = await until('the browser is asked', () => (browser.opened().length > 0 ? browser.opened() : null));
  await app.screen(word('sign-in-waiting'));
  return address;
}

/** @param {App} app */
export async function goOn(app) {
  await app.press(word('continue'));
  await app.screen(word('choose-title'));
  const [connection] = await app.invoke('connections');
  assert.equal(connection.kind, 'signIn');
}
