// Search at 100,000 pages, against the `sqlite3` shell on the same file.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../../scripts/lib/place.js';
import { goals } from './goals.js';
import { answer } from './programs.js';

const pages = 100_000;

/** What decides what is in the store: its schema, what is put into the index, and the texts. */
const ingredients = [
  'src-tauri/crates/memory/migrations',
  'src-tauri/crates/memory/src/schema.rs',
  'src-tauri/crates/memory/src/search/words.rs',
  'src-tauri/crates/memory/src/search/joining.rs',
  'src-tauri/crates/memory/src/passages.rs',
  'src-tauri/crates/memory/src/packing.rs',
  'src-tauri/crates/text/src/dialect',
  'tests/src/bin/keepsake-bench/library.rs',
  'tests/src/bin/keepsake-bench/vocabulary.rs',
];

/** The folder of the store for these ingredients; those of other ingredients go. */
function folder() {
  const hash = createHash('sha256');
  for (const file of ingredients.flatMap((entry) => filesOf(inRoot(entry)))) hash.update(readFileSync(file));
  const above = inRoot('target', 'bench-cache');
  const name = `search-${pages}-${hash.digest('hex').slice(0, 16)}`;
  mkdirSync(above, { recursive: true });
  for (const other of readdirSync(above)) {
    if (other.startsWith('search-') && other !== name) rmSync(path.join(above, other), { recursive: true, force: true });
  }
  return path.join(above, name);
}

/**
 * @param {string} entry
 * @returns {string[]}
 */
function filesOf(entry) {
  if (!statSync(entry).isDirectory()) return [entry];
  const inside = readdirSync(entry).sort();
  return inside.flatMap((name) => filesOf(path.join(entry, name)));
}

/** @param {string} ours */
export async function search(ours) {
  const seen = await answer(ours, ['search', folder(), String(pages)]);
  const { finished, typed } = seen;
  const shell = `sqlite3 ${seen.shell_version}`;
  const line = (
    /** @type {string} */ name,
    /** @type {number} */ value,
    /** @type {Partial<import('./goals.js').Figure>} */ more,
  ) => ({
    name,
    value,
    unit: /** @type {const} */ ('ms'),
    ...more,
  });
  const ratio = (/** @type {string} */ name, /** @type {any} */ times) => ({
    name,
    value: times.ours_ms.p95 / times.shell_ms.p95,
    unit: /** @type {const} */ ('x'),
    goal: goals.searchAgainstShell,
  });
  const figures = [
    line(`search p95, ${pages.toLocaleString('en')} pages: ours`, finished.ours_ms.p95, { note: `${finished.queries} queries` }),
    line(`search p95: ${shell}, finding and ranking only`, finished.shell_ms.p95, {}),
    ratio('search p95: ours / shell', finished),
    line('as-you-type p95: ours', typed.ours_ms.p95, { goal: goals.typingMilliseconds, note: `${typed.queries} keystrokes` }),
    line(`as-you-type p95: ${shell}`, typed.shell_ms.p95, {}),
    ratio('as-you-type p95: ours / shell', typed),
  ];
  return { figures, details: seen };
}
