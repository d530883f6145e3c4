// Finds out what is missing on this system and installs it where that is possible without a question: Debian and its
// relatives, as root or with sudo that asks for no password. Everywhere else it says exactly what to type and stops.

import { readFileSync } from 'node:fs';
import { ask, hasCommand, run } from './command.js';
import { advice, present, requirements } from './requirements.js';

/** What a person has to do before we can go on. The text is all they see. */
export class SetUpNeeded extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetUpNeeded';
  }
}

/** How each family of systems installs packages. */
const installers = {
  debian: 'apt-get install --no-install-recommends',
  fedora: 'dnf install',
  arch: 'pacman -S --needed',
};

/**
 * The family a Linux system belongs to, from the text of /etc/os-release.
 * @param {string} release
 * @returns {import('./requirements.js').Family | null}
 */
export function familyOf(release) {
  const ids = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap((match) => match[1].split(' '));
  if (ids.some((id) => id === 'debian' || id === 'ubuntu')) return 'debian';
  if (ids.some((id) => id === 'fedora' || id === 'rhel')) return 'fedora';
  if (ids.includes('arch')) return 'arch';
  return null;
}

/**
 * Makes sure that everything for these purposes is installed.
 * @param {import('./requirements.js').Purpose[]} purposes
 */
export async function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux') return requireOtherSystem();

  const missing = requirements.filter((need) => purposes.includes(need.purpose) && !need.found());
  if (missing.length === 0) return;

  const family = familyOf(readRelease());
  console.log(`Missing on this system: ${missing.map((need) => need.what).join('; ')}.`);
  if (family === null) {
    throw new SetUpNeeded(`Install them with your package manager. On Debian they are called: ${names(missing, 'debian')}`);
  }
  const prefix = family === 'debian' ? rootPrefix() : null;
  if (prefix === null) {
    throw new SetUpNeeded(`Please type:\n\n  sudo ${installers[family]} ${names(missing, family)}\n`);
  }
  await installOnDebian(prefix, missing);
}

/**
 * @param {import('./requirements.js').Requirement[]} missing
 * @param {import('./requirements.js').Family} family
 */
function names(missing, family) {
  return [...new Set(missing.flatMap((need) => need.packages[family]))].join(' ');
}

/**
 * @param {string[]} prefix
 * @param {import('./requirements.js').Requirement[]} missing
 */
async function installOnDebian(prefix, missing) {
  const [first, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  console.log(`Installing ${names(missing, 'debian')}`);
  await run(first, [...rest, 'update', '-qq']);
  await run(first, [...rest, 'install', '-y', '-qq', '--no-install-recommends', ...names(missing, 'debian').split(' ')]);

  const still = missing.filter((need) => !need.found());
  if (still.length > 0) {
    throw new SetUpNeeded(`Still missing after the installation: ${still.map((need) => need.what).join('; ')}`);
  }
}

/** What to put before a command that needs root; null when that would take a question. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  if (hasCommand('sudo') && ask('sudo', ['-n', 'true']).ok) return ['sudo', '-n'];
  return null;
}

function requireOtherSystem() {
  const platform = process.platform === 'darwin' ? 'darwin' : process.platform === 'win32' ? 'win32' : null;
  if (platform === null) throw new SetUpNeeded('Keepsake is built on Linux, macOS and Windows only.');
  if (!present[platform]()) throw new SetUpNeeded(advice[platform]);
}

function readRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
