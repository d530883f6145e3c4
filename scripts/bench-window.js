// `npm run bench:window [-- SECONDS]`: how the window of a release starts, what it holds and what it costs to do nothing, beside an
// empty window of the same framework. The figures go to target/release/window-figures.json, too.

import path from 'node:path';
import { buildUi, program } from './lib/build.js';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { runInSession } from './lib/session.js';
import { prepare } from './lib/setup.js';

await main(async () => {
  await prepare({ purposes: ['core', 'window', 'tests'] });
  await buildUi();
  const release = ['build', '--release', '--locked'];
  await run('cargo', [...release, '--package', 'keepsake-cli']);
  // The Tauri CLI builds so, too: the page is inside, and nothing is asked of a server.
  const embedded = ['--features', 'tauri/custom-protocol'];
  await run('cargo', [...release, '--package', 'keepsake-desktop', '--bins', '--example', 'empty-window', ...embedded]);
  const folder = path.dirname(program('keepsake', 'release'));
  const measure = inRoot('tests', 'bench', 'window', 'measure.js');
  const [seconds = '300'] = process.argv.slice(2);
  await runInSession([process.execPath, measure, folder, seconds], { screen: true, env: { KEEPSAKE_PROGRAMS: folder } });
});
