/** What narrows a search down, as the window keeps it, and what it means to the core and to the person. Pure. */
import type { SearchFilter, SearchKind } from '../backend';
import { formatDate, t } from '../words';

/** So lately, or from one day to another (`2026-05-03`; either may be left open). */
export type Edited = 'today' | 'week' | 'month' | { from: string; to: string };

export interface Filter {
  /** Not only in the workspace on show. */
  everywhere: boolean;
  kind: SearchKind | null;
  within: { id: string; title: string } | null;
  edited: Edited | null;
  withFiles: boolean;
  titlesOnly: boolean;
}

export const noFilter: Filter = {
  everywhere: false,
  kind: null,
  within: null,
  edited: null,
  withFiles: false,
  titlesOnly: false,
};

/** Without words, what passes is listed; for this it has to pass over something. */
export const narrows = (filter: Filter): boolean =>
  filter.kind !== null || filter.within !== null || filter.edited !== null || filter.withFiles;

export const isSet = (filter: Filter): boolean => narrows(filter) || filter.titlesOnly;

const days = { week: 7, month: 30 };

/** The beginning of a day where the person is; `after` days later. */
function dayStart(day: string, after = 0): string | null {
  const [year, month, date] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date + after);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}

/** The end of a day where the person is: what a page said on it is what it said last. */
export function dayEnd(day: string): string | null {
  const next = dayStart(day, 1);
  return next === null ? null : new Date(new Date(next).getTime() - 1).toISOString();
}

/** A moment as a date field writes its day. */
export const asDay = (at: Date): string =>
  [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-');

export function toCore(filter: Filter, now: Date): SearchFilter {
  const { edited } = filter;
  const range =
    edited === null
      ? { from: null, before: null }
      : typeof edited === 'object'
        ? { from: dayStart(edited.from), before: dayStart(edited.to, 1) }
        : { from: dayStart(asDay(now), edited === 'today' ? 0 : -days[edited]), before: null };
  return {
    kind: filter.kind,
    within: filter.within?.id ?? null,
    editedFrom: range.from,
    editedBefore: range.before,
    withFiles: filter.withFiles,
    titlesOnly: filter.titlesOnly,
  };
}

export interface Chip {
  id: keyof Filter;
  words: string;
}

function editedWords(edited: Edited): string {
  if (typeof edited === 'string') return t(`filter-${edited}`);
  const { from, to } = edited;
  if (from !== '' && to !== '') return t('filter-between', { days: formatDate(from, to) });
  return from !== '' ? t('filter-since', { day: formatDate(from) }) : t('filter-until', { day: formatDate(to) });
}

/** One for each thing that narrows the search. `workspace`: its name, where there are several. */
export function chipsOf(filter: Filter, workspace: string | null): Chip[] {
  const chips: Chip[] = [];
  if (workspace !== null && !filter.everywhere)
    chips.push({ id: 'everywhere', words: t('filter-workspace', { name: workspace }) });
  if (filter.within) chips.push({ id: 'within', words: t('filter-within', { title: filter.within.title || t('untitled') }) });
  if (filter.kind) chips.push({ id: 'kind', words: t(`filter-${filter.kind}`) });
  if (filter.edited) chips.push({ id: 'edited', words: editedWords(filter.edited) });
  if (filter.withFiles) chips.push({ id: 'withFiles', words: t('filter-files') });
  if (filter.titlesOnly) chips.push({ id: 'titlesOnly', words: t('filter-titles') });
  return chips;
}

/** The filter without what a chip stands for. */
export const without = (filter: Filter, chip: keyof Filter): Filter =>
  chip === 'everywhere' ? { ...filter, everywhere: true } : { ...filter, [chip]: noFilter[chip] };
