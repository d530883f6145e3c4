// Runs inside a bare system, as its root: first the package alone, then what drives a window is installed, and the tests of its kind run.

import { main } from '../../../scripts/lib/main.js';
import { run } from '../../../scripts/lib/command.js';
import { runInSession } from '../../../scripts/lib/session.js';
import { ensureSystemPackages } from '../../../scripts/lib/system.js';
import { installsAlone } from './alone.js';
import { apt, handedIn } from './lifecycle.js';

await main(async () => {
  const [kind] = process.argv.slice(2);
  await run('apt-get', ['update', '-qq']);
  // An rpm cannot bring what it requires onto a Debian.
  if (kind === 'deb') await installsAlone(handedIn(kind).newer);
  await ensureSystemPackages(['tests', 'packages']);
  // `gio` plays whoever presses a link, and looks at who opens it.
  await apt('install', '--no-install-recommends', 'libglib2.0-bin', 'desktop-file-utils');
  await runInSession([process.execPath, '--test', `tests/e2e/packages/${kind}.package.js`], { screen: true });
});
