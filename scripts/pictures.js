// `npm run pictures`: takes the pictures of the README again, from the real window.

import { copyFileSync, mkdirSync } from 'node:fs';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';

const shown = ['welcome-light', 'choose-light', 'import-dark', 'search-light', 'reader-dark'];

await main(async () => {
  await run(process.execPath, [inRoot('scripts', 'test.js'), 'e2e']);
  mkdirSync(inRoot('docs', 'pictures'), { recursive: true });
  for (const name of shown) copyFileSync(inRoot('target', 'pictures', `${name}.png`), inRoot('docs', 'pictures', `${name}.png`));
});
