// What an import takes: CPU against programs that store nothing, and memory.

import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../../scripts/lib/place.js';
import { goals, median } from './goals.js';
import { answer, peers, withSimulator } from './programs.js';

const cpuPages = 2_000;
const rounds = 3;
const baselinePages = 10_000;
const megabyte = 1_000_000;

/**
 * One import by us into a folder that goes afterwards.
 * @param {string} ours
 * @param {import('./programs.js').Place} place
 */
async function importOnce(ours, { address, token }) {
  const above = inRoot('target', 'bench-work');
  mkdirSync(above, { recursive: true });
  const folder = mkdtempSync(path.join(above, 'import-'));
  try {
    return await answer(ours, ['import', address, token, folder]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * CPU seconds, side by side: everybody on the same simulator, in turns, three times; the median counts.
 * @param {string} ours
 */
export async function importCpu(ours) {
  /** @type {Record<string, (place: import('./programs.js').Place) => Promise<any>>} */
  const walks = { ours: (place) => importOnce(ours, place), ...peers };
  /** @type {Record<string, any[]>} */
  const runs = Object.fromEntries(Object.keys(walks).map((name) => [name, []]));
  await withSimulator(ours, `big:${cpuPages}`, async (place) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, walk] of Object.entries(walks)) {
        const seen = await walk(place);
        if (seen.pages !== cpuPages) throw new Error(`${name} saw ${seen.pages} of ${cpuPages} pages`);
        runs[name].push(seen);
      }
    }
  });
  const seconds = (/** @type {string} */ name) => runs[name].map(({ usage }) => usage.user_seconds + usage.system_seconds);
  const middle = (/** @type {string} */ name) => median(seconds(name));
  const line = (/** @type {string} */ label, /** @type {string} */ name) => ({
    name: `import CPU, ${cpuPages} pages: ${label}`,
    value: middle(name),
    unit: /** @type {const} */ ('s'),
    note: `${rounds} runs: ${seconds(name)
      .map((value) => value.toFixed(2))
      .join(', ')}`,
  });
  const ratio = (/** @type {string} */ label, /** @type {string} */ name, /** @type {number | undefined} */ goal) => ({
    name: `import CPU: ours / ${label}`,
    value: middle('ours') / middle(name),
    unit: /** @type {const} */ ('x'),
    goal,
  });
  const figures = [
    line('ours, stored and indexed', 'ours'),
    line('Python SDK, blocks walked', 'python'),
    line('JavaScript SDK, blocks walked', 'javascript'),
    line('notion-to-md, converted', 'notionToMd'),
    ratio('Python SDK', 'python', goals.importAgainstPython),
    ratio('notion-to-md', 'notionToMd', goals.importAgainstNotionToMd),
    ratio('JavaScript SDK', 'javascript', undefined),
  ];
  return { figures, details: runs };
}

/**
 * The largest resident set of an import, and how much of it came with the pages.
 * @param {string} ours
 * @param {{ full: boolean }} options
 */
export async function importMemory(ours, { full }) {
  const pages = full ? 100_000 : 20_000;
  const measure = (/** @type {number} */ count) =>
    withSimulator(ours, `big:${count}`, async (place) => {
      const seen = await importOnce(ours, place);
      if (seen.pages !== count) throw new Error(`the import stored ${seen.pages} of ${count} pages`);
      return seen;
    });
  const small = await measure(baselinePages);
  const large = await measure(pages);
  // A smaller import proves nothing about the goal, so it gets no verdict.
  const withGoal = (/** @type {number} */ goal) => (full ? { goal } : { note: `goal ${goal} MB at 100,000 pages: --full` });
  const thousands = (/** @type {number} */ count) => count.toLocaleString('en');
  const peak = (/** @type {any} */ seen) => seen.usage.peak_bytes / megabyte;
  const figures = [
    {
      name: `peak memory, import of ${thousands(pages)} pages`,
      value: peak(large),
      unit: /** @type {const} */ ('MB'),
      ...withGoal(goals.peakMegabytes),
    },
    {
      name: `growth since ${thousands(baselinePages)} pages`,
      value: peak(large) - peak(small),
      unit: /** @type {const} */ ('MB'),
      ...withGoal(goals.growthMegabytes),
    },
  ];
  return { figures, details: { small, large } };
}
