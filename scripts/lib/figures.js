// The figures of a proof: what tests, benches and the simulation wrote down, and whether it is all that was promised.
// A figure that nobody wrote is as bad as one that is beyond its bound.

/** @typedef {{ figure: string, measured: number, atMost?: number, atLeast?: number }} Figure */

/** What a proof must show, whatever else it has. */
export const promised = [
  'simulated schedules',
  'promises broken in simulated schedules',
  'seconds of simulated schedules',
  'empty cells in the table of trouble and phases',
  'kinds of trouble that came too seldom',
  'planted mistakes',
  'planted mistakes that were not found',
  'schedules until the last planted mistake was found',
  'seeds run twice',
  'seeds that took another course the second time',
  'scenarios killed at every point',
  'points at which scenarios were killed',
  'points at which a killed scenario broke a promise',
  'kills of an import at moments by chance',
  'requests repeated after 500 kills that lost, doubled and broke nothing',
  'requests of a cycle without changes over 100 records',
  'requests of a cycle without changes over 10,000 records',
  'requests of a cycle with 500 changes made here',
  'cycles that a field waits at 80 changed fields a minute',
  'milliseconds in which 99 of 100 webhooks are answered, at 200 a second on a busy disk',
  'mutated bodies and signatures of webhooks',
  'mutated bodies and signatures of webhooks that were accepted',
  'requests in any second, one process at 3/s',
  'requests in any 60 seconds, one process at 3/s',
  'requests inside a hold, one process at 3/s',
  'requests in any second, many processes at 3/s',
  'requests in any 60 seconds, many processes at 3/s',
  'requests inside a hold, many processes at 3/s',
  'hundredths of its time when idle that a call to the core takes (p95) while 100,000 blocks come at full speed',
  'hundredths of its time when idle that a call of the window takes (p95) while 100,000 blocks come',
];

/**
 * Figures from a file with one JSON object a line.
 * @param {string} text
 * @returns {Figure[]}
 */
export function readFigures(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** @param {Figure} figure */
export function isHeld({ measured, atMost, atLeast }) {
  if (atMost === undefined && atLeast === undefined) return false;
  return measured <= (atMost ?? Infinity) && measured >= (atLeast ?? -Infinity);
}

/** @param {Figure} figure */
export function inWords({ figure, measured, atMost, atLeast }) {
  const bounds = [atLeast !== undefined && `at least ${atLeast}`, atMost !== undefined && `at most ${atMost}`].filter(Boolean);
  return `${figure}: ${measured} (${bounds.join(', ') || 'without a bound'})`;
}

/**
 * What is missing for a proof, in words.
 * @param {Figure[]} figures
 * @param {string[]} [names]
 */
export function shortfalls(figures, names = promised) {
  const there = new Set(figures.map(({ figure }) => figure));
  return [
    ...names.filter((name) => !there.has(name)).map((name) => `nobody wrote down: ${name}`),
    ...figures.filter((figure) => !isHeld(figure)).map((figure) => `not reached: ${inWords(figure)}`),
  ];
}
