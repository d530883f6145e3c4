/** What is shown of a table, as plain data. Pure: looks in, looks out. */
import type { DataTable, KeptView, TableColumn, TableCondition, TableLook, TableSort } from '../backend';

/** Columns a table begins with: more would only be scrolled past. */
const shownFirst = 12;

/** What a table shows before anybody has said anything. */
export function plainLook(table: DataTable): TableLook {
  const others = table.columns.filter(({ kind }) => kind !== 'title');
  return {
    layout: 'table',
    conditions: [],
    sorts: [],
    columns: others.slice(0, shownFirst).map(({ id }) => id),
    group: grouping(table.columns),
  };
}

/** The property a board has its columns by, as long as nobody says another: the first one with options. */
export function grouping(columns: readonly TableColumn[]): string | null {
  const able = columns.filter(({ groups }) => groups);
  return (able.find(({ kind }) => kind === 'choice') ?? able.at(0))?.id ?? null;
}

/** Not sorted, upwards, downwards, not sorted. */
export function sortedBy(sorts: readonly TableSort[], column: string): TableSort[] {
  const now = sorts.find((sort) => sort.column === column);
  if (!now) return [{ column, descending: false }];
  return now.descending ? [] : [{ column, descending: true }];
}

export const sameLook = (one: TableLook, other: TableLook): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The columns of a look, in the order of the look; one that is gone is left out. */
export const shownColumns = (table: DataTable, look: TableLook): TableColumn[] =>
  look.columns.flatMap((id) => table.columns.find((column) => column.id === id) ?? []);

/** A column shown or hidden; one that comes back stands where the schema has it. */
export function toggled(table: DataTable, look: TableLook, column: string): TableLook {
  const shown = new Set(look.columns);
  if (shown.has(column)) return { ...look, columns: look.columns.filter((id) => id !== column) };
  shown.add(column);
  return { ...look, columns: table.columns.flatMap(({ id }) => (shown.has(id) ? [id] : [])) };
}

/** Whether an operator says all by itself. */
export const isComplete = ({ operator }: Pick<TableCondition, 'operator'>): boolean =>
  ['checked', 'unchecked', 'empty', 'notEmpty'].includes(operator);

/** The ids of views with one of them moved by a step. */
export function moved(views: readonly KeptView[], id: string, step: 1 | -1): string[] {
  const ids = views.map((view) => view.id);
  const here = ids.indexOf(id);
  const there = here + step;
  if (here < 0 || there < 0 || there >= ids.length) return ids;
  return ids.with(here, ids[there]).with(there, id);
}

/** How wide a column is, in rem. */
const widths: Record<TableColumn['kind'], number> = {
  title: 18,
  text: 16,
  number: 6.5,
  choice: 9,
  choices: 13,
  date: 10,
  people: 11,
  files: 12,
  checkbox: 6,
  address: 13,
  pages: 14,
  computed: 9,
  other: 10,
};
export const widthOf = ({ kind }: Pick<TableColumn, 'kind'>): number => widths[kind];
