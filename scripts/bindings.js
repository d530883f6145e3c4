// `npm run bindings`: writes ui/backend/bindings.ts anew from the shell's commands.

import { buildWorkspace, ensureUi } from './lib/build.js';
import { exportBindings } from './lib/bindings.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';

await main(async () => {
  await prepare({ purposes: ['core', 'window'] });
  await ensureUi();
  await buildWorkspace();
  await exportBindings(inRoot('ui', 'backend', 'bindings.ts'));
});
