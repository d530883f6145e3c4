// Measures the window as it is built for people: optimised, with the web part inside, in a session of its own.

import { buildUi } from './build.js';
import { run } from './command.js';
import { inRoot } from './place.js';
import { runInSession } from './session.js';

/** @param {Record<string, string>} [env] */
export async function measureWindow(env = {}) {
  await buildUi();
  const packages = ['--package', 'keepsake-desktop', '--package', 'keepsake-cli'];
  await run('cargo', ['build', '--profile', 'bench', '--locked', ...packages]);
  const script = inRoot('tests', 'e2e', 'figures', 'beside-import.js');
  // Cargo puts what it builds with the profile of the benches where releases go.
  const programs = { KEEPSAKE_PROGRAMS: inRoot('target', 'release') };
  await runInSession([process.execPath, script], { screen: true, env: { ...programs, ...env } });
}
