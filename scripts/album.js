// `npm run album`: every screen of the real window, light and dark, English and German, into docs/album/. Fails when a screen
// breaks a rule of accessibility or its layout.

import { buildUi, buildWorkspace } from './lib/build.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { runInSession } from './lib/session.js';
import { prepare } from './lib/setup.js';

await main(async () => {
  await prepare({ purposes: ['core', 'window', 'tests'] });
  await buildUi();
  await buildWorkspace();
  await runInSession([process.execPath, inRoot('tests', 'e2e', 'album', 'walk.js'), inRoot('docs', 'album')], { screen: true });
});
