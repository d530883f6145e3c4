// Everything that has to be true before a command can do its work: Node and Rust are new enough, system packages and
// npm packages are installed. Runs before any npm package exists, so nothing in scripts/ may import one at the top.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ask, run } from './command.js';
import { inRoot } from './place.js';
import { ensureSystemPackages, SetUpNeeded } from './system.js';

const oldestNode = [20, 19];

/**
 * @param {{ purposes: import('./requirements.js').Purpose[], npm?: boolean }} needs
 */
export async function prepare({ purposes, npm = true }) {
  requireNode();
  await ensureSystemPackages(purposes);
  requireRust();
  if (npm) await ensureNpmPackages();
}

function requireNode() {
  const running = process.versions.node.split('.').map(Number);
  if (!isAtLeast(running, oldestNode)) {
    throw new SetUpNeeded(
      `Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org`,
    );
  }
}

function requireRust() {
  const needed = /^rust-version = "([\d.]+)"/m.exec(readFileSync(inRoot('Cargo.toml'), 'utf8'))?.[1] ?? '0';
  const version = /(\d+)\.(\d+)/.exec(ask('rustc', ['--version']).output);
  if (version === null || !ask('cargo', ['--version']).ok) {
    throw new SetUpNeeded(
      'Rust is not installed. Please type:\n\n' +
        "  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh\n\n" +
        '(on Windows: winget install Rustlang.Rustup), then open a new terminal.',
    );
  }
  if (!isAtLeast([Number(version[1]), Number(version[2])], needed.split('.').map(Number))) {
    throw new SetUpNeeded(`Rust ${needed} or newer is needed; this is ${version[0]}. Please type:\n\n  rustup update stable\n`);
  }
}

/**
 * Compares version numbers part by part.
 * @param {number[]} version
 * @param {number[]} least
 */
export function isAtLeast(version, least) {
  for (const [index, part] of least.entries()) {
    const ours = version[index] ?? 0;
    if (ours !== part) return ours > part;
  }
  return true;
}

/** Runs `npm ci` unless node_modules was made from exactly this package-lock.json. */
async function ensureNpmPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  const stamp = inRoot('node_modules', '.keepsake-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing npm packages');
  await run('npm', ['ci', '--no-fund', '--no-audit']);
  writeFileSync(stamp, wanted);
}
