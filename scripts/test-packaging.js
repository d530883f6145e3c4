// `npm run test:packaging [-- FILE.deb [OLDER.deb]]`: the deb that `npm run build` made, as people have it: installed, opened by a
// link, upgraded, removed, each for real, in a copy of this Debian. It needs root and the network, because apt installs it. What is
// upgraded from is the same package under an older number, or one of an earlier build, whose memory then has to come along.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasCommand, run } from './lib/command.js';
import { main } from './lib/main.js';
import { root } from './lib/place.js';
import { inSession } from './lib/session.js';
import { handedIn, runInCopy } from './lib/system-copy.js';
import { ensureSystemPackages, SetUpNeeded } from './lib/system.js';

await main(async () => {
  if (!hasCommand('apt-get') || process.getuid?.() !== 0)
    throw new SetUpNeeded('This runs on Debian and its relatives, as root.');
  // Nothing is built here, so that root needs no Rust.
  await ensureSystemPackages(['window', 'tests']);
  const deb = process.argv[2] ?? newest(path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'release', 'bundle', 'deb'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keepsake-packages-'));
  try {
    const older = path.join(folder, 'older.deb');
    await repackAsOlder(process.argv[3] ?? deb, path.join(folder, 'parts'), older);
    const command = inSession([process.execPath, '--test', 'tests/e2e/packages/deb.package.js'], { screen: true });
    const packages = [older, deb].map((file) => path.join(handedIn, path.basename(file))).join(path.delimiter);
    const env = {
      KEEPSAKE_PACKAGES: packages,
      KEEPSAKE_PROGRAMS: '/usr/bin',
      KEEPSAKE_BUILT: deb.includes(`${path.sep}debug${path.sep}`) ? 'debug' : 'release',
    };
    await runInCopy(command, { files: [older, deb], env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * The package that was made last.
 * @param {string} folder
 */
function newest(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.deb')) : [];
  const made = names.map((name) => ({ file: path.join(folder, name), at: statSync(path.join(folder, name)).mtimeMs }));
  const [last] = made.sort((one, other) => other.at - one.at);
  if (!last) throw new SetUpNeeded('There is no deb yet. Please type:\n\n  npm run build\n');
  return last.file;
}

/**
 * The same files under a version that is older than any: what somebody upgrades from.
 * @param {string} deb
 * @param {string} parts a folder for what is in it
 * @param {string} older
 */
async function repackAsOlder(deb, parts, older) {
  await run('dpkg-deb', ['--raw-extract', deb, parts]);
  const control = path.join(parts, 'DEBIAN', 'control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, 'Version: 0~older'));
  await run('dpkg-deb', ['--build', '--root-owner-group', '-Znone', parts, older]);
}
