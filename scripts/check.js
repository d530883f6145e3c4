// `npm run check`: everything that can be said about the code without running it. `node scripts/check.js rust ui rules`
// runs parts.

import { readFileSync } from 'node:fs';
import { buildWorkspace, ensureUi, wholeWorkspace } from './lib/build.js';
import { exportBindings } from './lib/bindings.js';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';
import { Steps } from './lib/steps.js';
import { checkDependencies } from './policy/dependencies.js';
import { checkHouse } from './policy/house.js';
import { checkNothingPlanted, checkSimulation } from './lib/simulation.js';
import { checkLayers } from './policy/layers.js';

/** @param {string[]} command */
const npx = (...command) => run('npx', ['--no-install', ...command]);

/** @type {Record<string, (steps: Steps) => Promise<void>>} */
const parts = {
  async rules(steps) {
    await steps.step('rules of the house', checkHouse);
    await steps.step('layers', checkLayers);
    await steps.step('dependency policy', checkDependencies);
    await steps.step('nothing planted', async () => checkNothingPlanted());
  },
  async ui(steps) {
    await steps.step('prettier', () => npx('prettier', '--check', '--log-level', 'warn', '.'));
    await steps.step('eslint', () => npx('eslint', '--max-warnings', '0', '.'));
    await steps.step('types', () => npx('tsc', '--noEmit'));
    await steps.step('svelte-check', () => npx('svelte-check', '--fail-on-warnings'));
  },
  async rust(steps) {
    await steps.step('cargo fmt', () => run('cargo', ['fmt', '--all', '--check']));
    await steps.step('clippy', async () => {
      await ensureUi();
      await run('cargo', ['clippy', ...wholeWorkspace, '--', '-D', 'warnings']);
    });
    await steps.step('simulation', checkSimulation);
    await steps.step('rustdoc', () =>
      run('cargo', ['doc', '--workspace', '--no-deps', '--locked'], { env: { RUSTDOCFLAGS: '-D warnings' } }),
    );
  },
  async bindings(steps) {
    await steps.step('generated bindings are up to date', async () => {
      // What the window shows makes no difference to them, and a new one would have the shell compiled again.
      await ensureUi();
      await buildWorkspace();
      const fresh = readFileSync(await exportBindings(inRoot('target', 'bindings.ts')), 'utf8');
      if (fresh !== readFileSync(inRoot('ui', 'backend', 'bindings.ts'), 'utf8')) {
        throw new Error('ui/backend/bindings.ts is not what the shell exports. Run: npm run bindings');
      }
    });
  },
};

await main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);

  await prepare({ purposes: ['core', 'window'] });
  const steps = new Steps();
  for (const name of asked.length > 0 ? asked : Object.keys(parts)) await parts[name](steps);
  return steps.finish();
});
