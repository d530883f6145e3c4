// `npm run test:packaging [-- FILE [OLDER]]`: the deb and the rpm that `npm run build` made, as people have them: installed, opened by a
// link, upgraded, removed, each for real, in a bare system of this release. It needs root and the network, because apt installs. What is
// upgraded from is the same package under an older number, or one of an earlier build, whose memory then has to come along.

import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bareSystem } from './lib/bare-system.js';
import { hasCommand } from './lib/command.js';
import { main } from './lib/main.js';
import { repackAsOlder } from './lib/older-package.js';
import { root } from './lib/place.js';
import { handedIn, runInCopy } from './lib/system-copy.js';
import { ensureSystemPackages, SetUpNeeded } from './lib/system.js';

const target = path.resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');

await main(async () => {
  if (!hasCommand('apt-get') || process.getuid?.() !== 0)
    throw new SetUpNeeded('This runs on Debian and its relatives, as root.');
  const [asked, earlier] = process.argv.slice(2);
  // Nothing is built here, so that root needs no Rust.
  await ensureSystemPackages(['packages']);
  const system = await bareSystem(path.join(target, 'bare-system'));
  for (const file of asked ? [asked] : [newest('deb'), newest('rpm')]) await test(system, file, earlier ?? file);
});

/**
 * @param {string} system the folder of a bare one
 * @param {string} file
 * @param {string} earlier what is upgraded from
 */
async function test(system, file, earlier) {
  const kind = path.extname(file).slice(1);
  console.log(`${path.basename(file)}, upgraded from ${earlier === file ? 'itself under an older number' : earlier}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keepsake-packages-'));
  try {
    const older = await repackAsOlder(earlier, folder);
    const packages = [older, file].map((one) => path.join(handedIn, path.basename(one))).join(path.delimiter);
    const env = {
      KEEPSAKE_PACKAGES: packages,
      KEEPSAKE_PROGRAMS: '/usr/bin',
      KEEPSAKE_FROM: earlier === file ? 'itself' : 'earlier',
      KEEPSAKE_BUILT: file.includes(`${path.sep}debug${path.sep}`) ? 'debug' : 'release',
    };
    await runInCopy(system, [process.execPath, 'tests/e2e/packages/run.js', kind], { files: [older, file], env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The package of a kind that was made last.
 * @param {string} kind
 */
function newest(kind) {
  const folder = path.join(target, 'release', 'bundle', kind);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(`.${kind}`)) : [];
  const made = names.map((name) => ({ file: path.join(folder, name), at: statSync(path.join(folder, name)).mtimeMs }));
  const [last] = made.sort((one, other) => other.at - one.at);
  if (!last) throw new SetUpNeeded(`There is no ${kind} yet. Please type:\n\n  npm run build\n`);
  return last.file;
}
