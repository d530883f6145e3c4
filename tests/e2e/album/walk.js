// Walks the real window through every screen, in English and German, and takes the album's pictures. Ends with an error that
// lists everything that is wrong with them: what axe finds, what is cut off or lies on something else, also at twice the text size.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../../scripts/lib/simulator.js';
import { App, withHome } from '../lib/app.js';
import { speak } from '../lib/words.js';
import { everyday } from './everyday.js';
import { firstSteps } from './first-steps.js';
import { library } from './library.js';
import { trouble } from './trouble.js';
import { Visit } from './visit.js';

const [folder, ...languages] = process.argv.slice(2);
if (!folder) throw new Error('Where shall the pictures go?');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** @type {string[]} */
const faults = [];
/** @type {Set<string>} */
const taken = new Set();
for (const language of languages.length > 0 ? languages : ['en', 'de']) {
  speak(language);
  await withHome(async (home) => {
    const simulator = await startSimulator('sample');
    let isOnline = true;
    const goOffline = async () => {
      isOnline = false;
      await simulator.stop();
    };
    const app = await App.start({ home, notionUrl: simulator.url, env: { KEEPSAKE_LANGUAGE: language } });
    const visit = new Visit(app, { folder, language, faults, taken });
    try {
      await firstSteps(visit, simulator);
      await library(visit);
      await everyday(visit, simulator, home);
      await trouble(visit, goOffline);
    } catch (error) {
      writeFileSync(path.join(folder, `broken-${language}.png`), await visit.browser.picture());
      faults.push(`${language}: ${error instanceof Error ? error.message : error}`);
    } finally {
      await app.stop();
      if (isOnline) await simulator.stop();
    }
  });
}

const row = (/** @type {string} */ name) => {
  const cell = (/** @type {string} */ kind) => `[![${kind}](${name}-${kind}.png)](${name}-${kind}.png)`;
  return `| ${name} | ${['en-light', 'en-dark', 'de-light', 'de-dark', 'en-200'].map(cell).join(' | ')} |`;
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
