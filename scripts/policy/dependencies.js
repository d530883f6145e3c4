// Applies deny.toml: licences, banned crates and sources. cargo-deny does it where it is installed; otherwise these
// rules do, on the same file. Bans and sources are read from Cargo.lock and so cover every platform; licences need the
// packages themselves and cover the platform this runs on. Advisories need a database and are cargo-deny's alone.

import { readFileSync } from 'node:fs';
import { ask, run } from '../lib/command.js';
import { inRoot } from '../lib/place.js';
import { isAllowed } from './licences.js';
import { parseToml } from './toml.js';

export async function checkDependencies() {
  if (ask('cargo', ['deny', '--version']).ok) {
    await run('cargo', ['deny', '--offline', 'check', 'bans', 'licenses', 'sources']);
    return;
  }
  console.log('cargo-deny is not installed: applying deny.toml ourselves (without advisories).');
  const policy = parseToml(readFileSync(inRoot('deny.toml'), 'utf8'));
  const locked = parseToml(readFileSync(inRoot('Cargo.lock'), 'utf8')).package;
  const packages = installed();
  const problems = [...bans(policy, locked), ...sources(policy, locked), ...licences(policy, packages)];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log(`${locked.length} locked packages, ${packages.length} licences on this platform: all within deny.toml.`);
}

/** The packages of this platform's dependency graph. */
function installed() {
  const host = /^host: (.+)$/m.exec(ask('rustc', ['-vV']).output)?.[1] ?? '';
  const answer = ask('cargo', ['metadata', '--locked', '--format-version', '1', '--filter-platform', host]);
  if (!answer.ok) throw new Error(answer.errors);
  const metadata = JSON.parse(answer.output);
  const used = new Set(metadata.resolve.nodes.map((/** @type {{ id: string }} */ node) => node.id));
  return metadata.packages.filter((/** @type {{ id: string }} */ entry) => used.has(entry.id));
}

/**
 * @param {Record<string, any>} policy
 * @param {{ name: string, version: string }[]} locked
 */
export function bans(policy, locked) {
  const banned = new Map(policy.bans.deny.map((/** @type {any} */ entry) => [entry.crate, entry.reason]));
  return locked.flatMap(({ name, version }) => {
    const reason = banned.get(name) ?? banned.get(`${name}@${version}`);
    return reason === undefined ? [] : [`${name} ${version} is banned: ${reason}`];
  });
}

/**
 * @param {Record<string, any>} policy
 * @param {{ name: string, version: string, source?: string }[]} locked
 */
export function sources(policy, locked) {
  const allowed = policy.sources['allow-registry'].map((/** @type {string} */ url) => `registry+${url}`);
  return locked
    .filter(({ source }) => source !== undefined && !allowed.includes(source))
    .map(({ name, version, source }) => `${name} ${version} comes from ${source}`);
}

/**
 * @param {Record<string, any>} policy
 * @param {{ name: string, version: string, license: string | null }[]} packages
 */
export function licences(policy, packages) {
  const everywhere = /** @type {string[]} */ (policy.licenses.allow);
  /** @type {{ crate: string, allow: string[] }[]} */
  const exceptions = policy.licenses.exceptions ?? [];
  return packages
    .filter(({ name, license }) => {
      const extra = exceptions.filter((entry) => entry.crate === name).flatMap((entry) => entry.allow);
      return license === null || !isAllowed(license, new Set([...everywhere, ...extra]));
    })
    .map(({ name, version, license }) => `${name} ${version} has the licence ${license ?? 'of nobody'}`);
}
