// What is to be reached. A figure that is missed says by how much; no goal depends on what was measured.

/**
 * @typedef {'s' | 'ms' | 'MB' | 'x'} Unit
 * @typedef {{ name: string, value: number, unit: Unit, goal?: number, note?: string }} Figure
 */

export const goals = {
  importAgainstPython: 0.5,
  importAgainstNotionToMd: 0.4,
  searchAgainstShell: 1.15,
  typingMilliseconds: 30,
  peakMegabytes: 64,
  growthMegabytes: 8,
  treeMilliseconds: 1000,
  filterMilliseconds: 100,
  keyMilliseconds: 100,
};

const digits = { s: 2, ms: 2, MB: 1, x: 2 };

/**
 * @param {number} value
 * @param {Unit} unit
 */
export function shown(value, unit) {
  return `${value.toFixed(digits[unit])} ${unit}`;
}

/**
 * `reached`, `short by ...`, or nothing where there is no goal.
 * @param {Figure} figure
 */
export function verdict({ value, unit, goal }) {
  if (goal === undefined) return '';
  return value <= goal ? 'reached' : `short by ${shown(value - goal, unit)}`;
}

/**
 * The lines of the table, one per figure.
 * @param {Figure[]} figures
 */
export function table(figures) {
  const rows = figures.map((figure) => [
    figure.name,
    shown(figure.value, figure.unit),
    figure.goal === undefined ? '' : `<= ${shown(figure.goal, figure.unit)}`,
    verdict(figure),
    figure.note ?? '',
  ]);
  const all = [['', 'value', 'goal', '', ''], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === 1 || column === 2 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
