/**
 * The rows of a table as far as they are looked at: pages of a hundred, asked for when one of their rows comes into sight.
 *
 * The rule it protects: however long a table is, the window holds only what was in sight; what changes is asked for anew.
 */
import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { SvelteMap } from 'svelte/reactivity';
import type { DataRow, GroupWish, TableLook, TableRows } from '../backend';
import { useSession } from '../session/session.svelte';

export const pageSize = 100;

export interface Rows {
  /** Nothing before the first answer. */
  readonly total: number | null;
  readonly error: unknown;
  readonly again: () => void;
  /** The row at this place, when it is here. */
  at(index: number): DataRow | undefined;
  /** The row at this place is in sight. */
  need(index: number): void;
}

export function useRows(asked: () => { source: string; look: TableLook; group: GroupWish | null }): Rows {
  const session = useSession();
  const queries = useQueryClient();
  const later = new SvelteMap<number, DataRow[]>();
  let loadedFor = '';
  const fetchPage = (page: number): Promise<TableRows> => {
    const { source, look, group } = asked();
    return session.backend.tableRows(source, look, group, page * pageSize, pageSize);
  };
  const key = () => ['table-rows', session.connection?.id, asked()] as const;
  const first = createQuery(() => ({ queryKey: key(), queryFn: () => fetchPage(0), placeholderData: undefined }));
  // Answers of another moment or another question are forgotten.
  $effect.pre(() => {
    const of = JSON.stringify([asked(), first.dataUpdatedAt]);
    if (of === loadedFor) return;
    loadedFor = of;
    later.clear();
  });

  async function load(page: number) {
    const of = loadedFor;
    later.set(page, []);
    try {
      const { rows } = await queries.fetchQuery({ queryKey: [...key(), page, of], queryFn: () => fetchPage(page) });
      if (of === loadedFor) later.set(page, rows);
    } catch {
      // The place stays empty and is asked for again when it comes into sight again; the first page tells of trouble.
      if (of === loadedFor) later.delete(page);
    }
  }

  return {
    get total() {
      return first.data?.total ?? null;
    },
    get error() {
      return first.error;
    },
    again: () => void first.refetch(),
    at(index) {
      const page = Math.floor(index / pageSize);
      return (page === 0 ? first.data?.rows : later.get(page))?.[index % pageSize];
    },
    need(index) {
      const page = Math.floor(index / pageSize);
      if (page > 0 && !later.has(page)) void load(page);
    },
  };
}
