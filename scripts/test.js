// `npm test`: everything that can be tested on one machine, each part timed. `node scripts/test.js NAME...` runs parts.

import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { buildUi, buildWorkspace } from './lib/build.js';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot, root } from './lib/place.js';
import { proveSdks } from './lib/sdks.js';
import { runInSession } from './lib/session.js';
import { simulate, testSimulation } from './lib/simulation.js';
import { prepare } from './lib/setup.js';
import { Steps } from './lib/steps.js';

/** Schedules of the simulation; a million can be had: `npm run simulate -- --schedules 1000000`. */
const SCHEDULES = 10_000;
/** In how many of them each mistake made on purpose has to be found. */
const MOST_PER_MISTAKE = 2_000;
/** Rust tests at a time: most of them wait, for another process or a pace in real time. */
const AT_ONCE = String(3 * availableParallelism());
const webPart = 'the web part builds';
const compiles = 'the workspace compiles';

/** @type {Record<string, (steps: Steps) => Promise<void>>} */
const parts = {
  async scripts(steps) {
    await steps.step('scripts', () => run(process.execPath, ['--test', ...filesUnder('scripts', '.test.js')]));
  },
  async ui(steps) {
    await steps.beside('user interface', (keep) => run('npx', ['--no-install', 'vitest', 'run'], { keep }));
  },
  async screens(steps) {
    await steps.beside('every screen of the window', async (keep) => {
      await run('npx', ['--no-install', 'vite', 'build', '--mode', 'fake', '--logLevel', 'warn'], { keep });
      await runInSession([process.execPath, '--test', ...filesUnder('tests/e2e/screens', '.test.js')], { screen: true, keep });
    });
  },
  async rust(steps) {
    const command = ['test', '--workspace', '--locked', '--quiet'];
    await steps.step('rust', () => run('cargo', command, { env: { RUST_TEST_THREADS: AT_ONCE } }), { needs: [compiles] });
  },
  async simulation(steps) {
    const schedules = String(SCHEDULES);
    await steps.step('the simulation itself', testSimulation);
    await steps.step('two-way sync under everything that can go wrong', () =>
      simulate(['--schedules', schedules, '--planted', String(MOST_PER_MISTAKE)]),
    );
    await steps.step('the same seeds take the same course', () => simulate(['--schedules', '100', '--twice']));
    await steps.step('killed at every point there is', () =>
      simulate(['--kill-points', 'resume,property-push,create,token-refresh']),
    );
  },
  async secrets(steps) {
    // The same selection of packages as before, or cargo would compile anew.
    const command = [
      'cargo',
      'test',
      '--workspace',
      '--locked',
      '--quiet',
      '--test',
      'secret_service',
      '--',
      '--ignored',
      '--test-threads=1',
    ];
    await steps.step('secrets in a real Secret Service', () => runInSession(command), { needs: [compiles] });
  },
  async e2e(steps) {
    const command = [process.execPath, '--test', '--test-concurrency=1', ...filesUnder('tests/e2e', '.e2e.js')];
    await steps.step('the real window, end to end', () => runInSession(command, { screen: true }), { needs: [compiles] });
  },
  async sdk(steps) {
    await steps.step('the official SDKs against the simulator', proveSdks, { needs: [compiles] });
  },
};

const needCompiling = ['rust', 'secrets', 'e2e', 'sdk'];
/** The Rust tests leave half of the machine to wait; what needs only a browser has room beside them. */
const besideRust = ['ui', 'screens'];

await main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  const chosen = asked.length > 0 ? asked : Object.keys(parts);

  await prepare({ purposes: ['core', 'window', 'tests'] });
  const steps = new Steps();
  const first = chosen.filter((name) => !needCompiling.includes(name) && !besideRust.includes(name));
  for (const name of first) await parts[name](steps);
  if (chosen.some((name) => needCompiling.includes(name))) {
    await steps.step(webPart, buildUi);
    await steps.step(compiles, buildWorkspace, { needs: [webPart] });
  }
  const beside = (async () => {
    for (const name of chosen.filter((name) => besideRust.includes(name))) await parts[name](steps);
  })();
  if (chosen.includes('rust')) await parts.rust(steps);
  await beside;
  const last = chosen.filter((name) => needCompiling.includes(name) && name !== 'rust');
  for (const name of last) await parts[name](steps);
  return steps.finish();
});

/**
 * @param {string} folder
 * @param {string} ending
 */
function filesUnder(folder, ending) {
  return readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.relative(root, inRoot(folder, file)))
    .sort();
}
