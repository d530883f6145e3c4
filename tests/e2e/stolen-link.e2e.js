// A link that was stolen on its way back from the browser and is brought to another window before its owner's: a program of its
// own, with a folder and a session of the desktop of its own, started by the very link, and later waiting for one itself.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { browserStandIn } from './lib/browser-stand-in.js';
import { answered, begin, brokerUrl, client, goOn, holdPorts, ledOn, startBroker } from './lib/sign-in.js';
import { word } from './lib/words.js';
import { program } from '../../scripts/lib/build.js';
import { inSession } from '../../scripts/lib/session.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

/**
 * A session of the desktop beside this one, with a keychain of its own, so that a second window does not hand its link to the first.
 * @param {(session: Record<string, string>) => Promise<void>} work
 */
async function besideThisSession(work) {
  // It lasts until its standard input ends.
  const [program, ...words] = inSession(['sh', '-c', 'env | grep -E "^(DBUS|GNOME|XDG)"; echo; exec cat']);
  const session = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve, reject) => session.once('exit', resolve).once('error', reject));
  try {
    /** @type {Record<string, string>} */
    const env = {};
    for await (const line of createInterface({ input: session.stdout })) {
      if (line === '') break;
      const [name, ...value] = line.split('=');
      env[name] = value.join('=');
    }
    await work(env);
  } finally {
    session.stdin.end();
    await ended;
  }
}

/**
 * Follows a link as another program would: a second process carries it to the window of its session.
 * @param {string} link
 * @param {Record<string, string>} env
 */
async function carry(link, env) {
  const second = spawn(program('keepsake-desktop'), [link], { env: { ...process.env, ...env }, stdio: 'ignore' });
  assert.equal(await new Promise((resolve) => second.once('exit', resolve)), 0);
}

/**
 * The files below a folder that hold these words.
 * @param {string} folder
 * @param {string} words
 */
function holding(folder, words) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map((one) => path.join(one.parentPath, one.name)).filter((file) => readFileSync(file).includes(words));
}

test('a stolen link is worth nothing to another window, and its owner is connected by it afterwards', () =>
  withHome((home) =>
    withHome(async (elsewhere) => {
      const simulator = await startSimulator('flat');
      const broker = await startBroker(simulator.url);
      const release = await holdPorts();
      const askedForTokens = async () => (await simulator.ask('meters')).per_endpoint['POST /v1/oauth/token'] ?? 0;
      /** @param {ReturnType<typeof browserStandIn>} browser */
      const around = (browser) => ({
        ...browser.env,
        KEEPSAKE_SIGN_IN_BROKER_URL: brokerUrl,
        KEEPSAKE_SIGN_IN_CLIENT_ID: client.id,
        KEEPSAKE_LOG: 'trace',
      });
      const [mine, theirs] = [home, elsewhere].map((folder) => browserStandIn(path.join(folder, 'outside')));
      try {
        await withApp({ home, notionUrl: simulator.url, env: around(mine) }, async (owner) => {
          const link = await ledOn(await answered(await begin(owner, mine), 'allow'));
          assert.match(link, /^keepsake:/);
          await besideThisSession(async (session) => {
            const env = { ...around(theirs), ...session };
            await withApp({ home: elsewhere, notionUrl: simulator.url, env, words: [link] }, async (thief) => {
              await until('the link it was started with is refused', () => thief.shows(word('link-nobody-asked')));
              await begin(thief, theirs);
              await carry(link, { ...env, KEEPSAKE_HOME: elsewhere });
              await until('the link of another sign-in is refused', () => thief.shows(word('link-not-ours')));
              await thief.screen(word('sign-in-waiting'));
              assert.deepEqual(await thief.invoke('connections'), []);
            });
          });
          assert.equal(await askedForTokens(), 0, 'nobody got anything for it');
          await carry(link, { KEEPSAKE_HOME: home });
          await goOn(owner);
          assert.equal(await askedForTokens(), 1);

          const { searchParams } = new URL(link);
          assert.notDeepEqual(holding(elsewhere, 'TRACE'), [], 'its log is at its loudest');
          for (const name of ['pickup', 'state']) {
            assert.deepEqual(holding(elsewhere, searchParams.get(name) ?? ''), [], `${name} was written down`);
          }
        });
      } finally {
        release();
        await broker.stop();
        await simulator.stop();
      }
    }),
  ));
