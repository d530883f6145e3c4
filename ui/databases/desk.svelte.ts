/** What a person looks at in each table, kept while the window lives: whoever comes back from a row finds the table as it was. */
import type { TableLook } from '../backend';

export class TableDesk {
  /** Nothing until the table is known. */
  look = $state.raw<TableLook | null>(null);
  /** The kept view it began with; empty for none. */
  view = $state('');
  /** The row the keyboard is on in the table. */
  row = $state(0);
  /** The card the keyboard is on in the board. */
  card = $state<string | null>(null);
}

const desks = new WeakMap<object, Map<string, TableDesk>>();

/** The desk of one table for one session. */
export function deskOf(session: object, source: string): TableDesk {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- only the desks themselves are drawn
  const known = desks.get(session) ?? new Map<string, TableDesk>();
  desks.set(session, known);
  const desk = known.get(source) ?? new TableDesk();
  known.set(source, desk);
  return desk;
}
