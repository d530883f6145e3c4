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

/** What concerns workspaces, which the first run leads to or asks about itself. */
const later: ReadonlySet<Row> = new Set<Row>(['workspaces', 'connect', 'chosen', 'export', 'forgotten', 'delete']);

/** The rows that are shown: all (without those of workspaces while there is no main window), or those whose section, name, explanation or other names have every typed word. */
export function found(typed: string, isEarly = false): Set<Row> {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return new Set(
    sections.flatMap(({ id, rows }) =>
      rows.filter((row) => {
        if (isEarly && later.has(row)) return false;
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
