// `npm run build`: the packages people install, in target/release/bundle, and the terminal program beside them.

import path from 'node:path';
import { program } from './lib/build.js';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';
import { makeSharedFiles } from './lib/shared-files.js';

// Only what can be made from what is here: an AppImage fetches tools of its own.
const bundles = { linux: 'deb,rpm', darwin: 'app,dmg', win32: 'nsis' };

await main(async () => {
  await prepare({ purposes: ['core', 'window'] });
  await run('cargo', ['build', '--release', '--locked', '--package', 'keepsake-cli']);
  // Where tauri.conf.json takes it from.
  await makeSharedFiles(program('keepsake', 'release'), path.join(inRoot('target'), 'release', 'share'));
  const bundle = bundles[/** @type {keyof typeof bundles} */ (process.platform)] ?? 'none';
  await run('npx', ['--no-install', 'tauri', 'build', '--bundles', bundle, ...process.argv.slice(2), '--', '--locked']);
  console.log(`The terminal program: ${program('keepsake', 'release')}`);
});
