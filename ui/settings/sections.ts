/** Which settings there are, in which section, and which of them a word finds. Pure. */
import type { SettingsSection } from '../session/session.svelte';
import { hasWords, t } from '../words';

export const sections = [
  { id: 'connections', rows: ['workspaces', 'connect'] },
  { id: 'syncing', rows: ['inStep', 'every', 'sparing', 'background', 'login', 'chosen'] },
  { id: 'appearance', rows: ['theme', 'density', 'text'] },
  { id: 'notifications', rows: ['reconnect', 'diskFull', 'decisions', 'deletions', 'finished', 'titles'] },
  { id: 'language', rows: ['spoken'] },
  { id: 'privacy', rows: ['place', 'secret', 'sealed', 'backup', 'export', 'forgotten', 'delete'] },
  { id: 'updates', rows: ['version'] },
  { id: 'advanced', rows: ['logs', 'diagnostics', 'index', 'reset'] },
] as const satisfies readonly { id: SettingsSection; rows: readonly string[] }[];

export type Row = (typeof sections)[number]['rows'][number];

/** What is there to be set for. */
export interface Surroundings {
  /** A workspace is connected. */
  isConnected: boolean;
  /** The workspace on show is in its first run. */
  isFirstRun: boolean;
  /** The settings lie over a step, which stays as it is. */
  isOverStep: boolean;
}
const settled: Surroundings = { isConnected: true, isFirstRun: false, isOverStep: false };

/** What concerns workspaces. */
const ofWorkspaces: ReadonlySet<Row> = new Set<Row>(['workspaces', 'connect', 'chosen', 'export', 'forgotten']);
/** What the first run asks about itself. */
const asked: ReadonlySet<Row> = new Set<Row>(['connect', 'chosen']);
/** What may have everything said anew, and with it every view made anew: what was begun in a step below would be lost. */
const anew: ReadonlySet<Row> = new Set<Row>(['spoken', 'reset']);

const isLeftOut = (row: Row, { isConnected, isFirstRun, isOverStep }: Surroundings): boolean =>
  (!isConnected && ofWorkspaces.has(row)) || (isFirstRun && asked.has(row)) || (isOverStep && anew.has(row));

/** The rows that are shown: all that make sense there, or those whose section, name, explanation or other names have every typed word. */
export function found(typed: string, there = settled): Set<Row> {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return new Set(
    sections.flatMap(({ id, rows }) =>
      rows.filter((row) => {
        if (isLeftOut(row, there)) return false;
        const said = fold([t(`settings-${id}`), t(`settings-${row}`), why(row), also(row)].join(' '));
        return words.every((word) => said.includes(word));
      }),
    ),
  );
}

const why = (row: Row): string => (hasWords(`settings-${row}-why`) ? t(`settings-${row}-why`) : '');
/** What people call it who do not know its name here. */
const also = (row: Row): string => (hasWords(`settings-${row}-also`) ? t(`settings-${row}-also`) : '');
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
