// Holds the arrows of the house: which crate may use which, and that nothing below the shell reaches Tauri. Dev
// dependencies are free, because tests may look at everything.

import { ask } from '../lib/command.js';

/**
 * What each of our crates may depend on among our own. A new crate is added here on purpose.
 * @type {Record<string, string[]>}
 */
export const arrows = {
  'keepsake-text': [],
  'keepsake-planted': [],
  'keepsake-simulator': [],
  'keepsake-notion': ['keepsake-planted', 'keepsake-text'],
  'keepsake-memory': ['keepsake-planted', 'keepsake-text'],
  'keepsake-records': ['keepsake-text'],
  'keepsake-sync': ['keepsake-planted', 'keepsake-notion', 'keepsake-memory', 'keepsake-records', 'keepsake-text'],
  'keepsake-broker': ['keepsake-notion'],
  'keepsake-webhooks': ['keepsake-notion', 'keepsake-text'],
  'keepsake-app': [
    'keepsake-sync',
    'keepsake-notion',
    'keepsake-memory',
    'keepsake-records',
    'keepsake-text',
    'keepsake-simulator',
    'keepsake-webhooks',
  ],
  'keepsake-cli': ['keepsake-app', 'keepsake-broker', 'keepsake-simulator'],
  'keepsake-desktop': ['keepsake-app'],
};

/** Crates that only the shell may reach, however indirectly. */
const windowOnly = /^(tauri|wry|tao|webkit2gtk|gtk)(-|$)/;

/** @typedef {{ name: string, dependencies: string[] }} Crate */

export function checkLayers() {
  const answer = ask('cargo', ['metadata', '--locked', '--format-version', '1']);
  if (!answer.ok) throw new Error(answer.errors);
  const problems = violations(readGraph(JSON.parse(answer.output)));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log('Every crate keeps to its layer, and only the shell reaches Tauri.');
}

/**
 * The graph of normal and build dependencies by package name.
 * @param {any} metadata
 * @returns {Crate[]}
 */
export function readGraph(metadata) {
  const names = new Map(metadata.packages.map((/** @type {any} */ entry) => [entry.id, entry.name]));
  return metadata.resolve.nodes.map((/** @type {any} */ node) => ({
    name: names.get(node.id),
    dependencies: node.deps
      .filter((/** @type {any} */ dep) => dep.dep_kinds.some((/** @type {any} */ kind) => kind.kind !== 'dev'))
      .map((/** @type {any} */ dep) => names.get(dep.pkg)),
  }));
}

/** @param {Crate[]} graph */
export function violations(graph) {
  const problems = [];
  const uses = new Map(graph.map((crate) => [crate.name, crate.dependencies]));
  for (const [name, allowed] of Object.entries(arrows)) {
    for (const used of uses.get(name) ?? []) {
      if (used.startsWith('keepsake-') && !allowed.includes(used)) problems.push(`${name} must not depend on ${used}`);
    }
    if (name === 'keepsake-desktop') continue;
    const reached = [...reachable(uses, name)].filter((used) => windowOnly.test(used));
    if (reached.length > 0) problems.push(`${name} reaches ${reached.join(', ')}; only the shell may`);
  }
  return problems;
}

/**
 * @param {Map<string, string[]>} uses
 * @param {string} from
 */
function reachable(uses, from) {
  const seen = new Set();
  const open = [from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(uses.get(name) ?? []));
  }
  return seen;
}
