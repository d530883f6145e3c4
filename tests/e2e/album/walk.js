// Walks the real window through every screen, in English and German, and takes the album's pictures. Ends with an error that
// lists everything that is wrong with them: what axe finds, what is cut off or lies on something else, also at twice the text size.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../../scripts/lib/simulator.js';
import { App, withHome } from '../lib/app.js';
import { browserStandIn } from '../lib/browser-stand-in.js';
import { startPanel } from '../lib/panel.js';
import { brokerUrl, client, startBroker } from '../lib/sign-in.js';
import { speak } from '../lib/words.js';
import { closing, forget, forgotten, remember } from './coming-and-going.js';
import { everyday } from './everyday.js';
import { firstSteps } from './first-steps.js';
import { library } from './library.js';
import { settings } from './settings.js';
import { signingIn } from './signing-in.js';
import { damaged, otherWorkspace, ruin, signedOut, trouble } from './trouble.js';
import { Visit } from './visit.js';

const [folder, ...languages] = process.argv.slice(2);
if (!folder) throw new Error('Where shall the pictures go?');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** @type {string[]} */
const faults = [];
/** @type {Map<string, boolean>} */
const taken = new Map();
for (const language of languages.length > 0 ? languages : ['en', 'de']) {
  speak(language);
  await chapter(language, 'nested', async ({ simulator, home, start }) => {
    const broker = await startBroker(simulator.url);
    const browser = browserStandIn(path.join(home, 'outside'));
    const service = { KEEPSAKE_SIGN_IN_BROKER_URL: brokerUrl, KEEPSAKE_SIGN_IN_CLIENT_ID: client.id };
    try {
      await signingIn(await start({ ...browser.env, ...service }), simulator, browser);
    } finally {
      await broker.stop();
    }
  });
  await chapter(language, 'sample', async ({ simulator, home, start, goOffline }) => {
    const visit = await start({});
    await firstSteps(visit, simulator);
    await library(visit, simulator);
    await everyday(visit, simulator, home);
    await settings(visit);
    await trouble(visit, simulator, goOffline);
  });
  await chapter(language, 'flat', async ({ simulator, home, start }) => {
    const panel = await startPanel();
    try {
      await remember(simulator, home);
      await closing(await start({}), panel);
    } finally {
      await panel.stop();
    }
  });
  await chapter(language, 'flat', async ({ simulator, home, start }) => {
    await remember(simulator, home);
    await forget(simulator, home);
    await forgotten(await start({}));
  });
  await chapter(language, 'flat', async ({ simulator, home, start, become }) => {
    await remember(simulator, home);
    const visit = await start({});
    await signedOut(visit, simulator);
    await otherWorkspace(visit, await become('sample'));
  });
  await chapter(language, 'flat', async ({ simulator, home, start }) => {
    await ruin(simulator, home);
    await damaged(await start({}));
  });
}

/**
 * A walk over one workspace, in a folder of its own.
 * @param {string} language
 * @param {string} workspace
 * @param {(place: { simulator: import('../../../scripts/lib/simulator.js').Simulator, home: string, goOffline: () => Promise<void>,
 *   become: (workspace: string) => Promise<import('../../../scripts/lib/simulator.js').Simulator>,
 *   start: (env: Record<string, string>) => Promise<Visit> }) => Promise<void>} walk
 */
function chapter(language, workspace, walk) {
  return withHome(async (home) => {
    let simulator = await startSimulator(workspace);
    /** @type {Visit[]} */
    const visits = [];
    let isOnline = true;
    const goOffline = async () => {
      isOnline = false;
      await simulator.stop();
    };
    /** Another workspace where this one was. */
    const become = async (/** @type {string} */ other) => {
      await simulator.stop();
      simulator = await startSimulator(other, new URL(simulator.url).port);
      return simulator;
    };
    const start = async (/** @type {Record<string, string>} */ env) => {
      const person = { HOME: home, XDG_CONFIG_HOME: home, XDG_DOWNLOAD_DIR: home };
      const app = await App.start({ home, notionUrl: simulator.url, env: { ...person, KEEPSAKE_LANGUAGE: language, ...env } });
      const visit = new Visit(app, { folder, language, faults, taken });
      visits.push(visit);
      return visit;
    };
    try {
      await walk({ simulator, home, goOffline, become, start });
    } catch (error) {
      for (const visit of visits) await visit.picture(`broken-${language}-${workspace}`);
      faults.push(`${language}: ${error instanceof Error ? error.stack : error}`);
    } finally {
      for (const { app } of visits) await app.stop();
      if (isOnline) await simulator.stop();
    }
  });
}

const row = (/** @type {[string, boolean]} */ [name, enlarged]) => {
  const cell = (/** @type {string} */ kind) => `[![${kind}](${name}-${kind}.webp)](${name}-${kind}.webp)`;
  const cells = ['en-light', 'en-dark', 'de-light', 'de-dark'].map(cell);
  return `| ${[name, ...cells, enlarged ? cell('en-200') : ''].join(' | ')} |`;
};
const head =
  '| Screen | English, light | English, dark | German, light | German, dark | twice the text size |\n|---|---|---|---|---|---|';
writeFileSync(
  path.join(folder, 'README.md'),
  `# Every screen\n\nTaken from the real window by \`npm run album\`, against the simulator.\n\n${head}\n${[...taken].map(row).join('\n')}\n`,
);
console.log(`${readdirSync(folder).length - 1} pictures of ${taken.size} screens`);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
