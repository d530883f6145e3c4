// How long the window waits for the core beside an import, measured alone. `npm run prove` measures it with everything else.

import { main } from './lib/main.js';
import { prepare } from './lib/setup.js';
import { measureWindow } from './lib/window-figures.js';

await main(async () => {
  await prepare({ purposes: ['core', 'window', 'tests'] });
  await measureWindow();
});
