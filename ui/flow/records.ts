/** Sorting, filtering and grouping of records. Pure. */
import type { ProfileState, RecordRow, RecordState, SavedView } from '../backend';
import { foldText } from './fold';

export type SortKey = 'title' | 'channel' | 'status' | 'priority' | 'stateSince' | 'updatedTime';

export interface Sorting {
  key: SortKey;
  descending: boolean;
}

export function keeps({ keeps }: SavedView, row: RecordRow): boolean {
  return (
    (keeps.statuses.length === 0 || keeps.statuses.includes(row.notionStatus)) &&
    row.notionStatus.startsWith(keeps.statusBegins) &&
    (keeps.priorities.length === 0 || keeps.priorities.includes(row.priority)) &&
    (keeps.channels.length === 0 || keeps.channels.includes(row.channel))
  );
}

/** What is sought in, folded once for each record. */
const folded = new WeakMap<RecordRow, string>();
function wholeText(row: RecordRow): string {
  const known = folded.get(row);
  if (known !== undefined) return known;
  const whole = foldText([row.title, row.topic, row.channel, row.notionStatus].join(' '));
  folded.set(row, whole);
  return whole;
}

/** Every word has to be somewhere in title, topic, channel or status. */
export function matching(rows: readonly RecordRow[], text: string): readonly RecordRow[] {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const whole = wholeText(row);
    return words.every((word) => whole.includes(word));
  });
}

/** Names in pipeline order; a name that is none of the profile's comes first, because it needs somebody. */
export const pipelineOrder = (states: readonly ProfileState[]): Map<string, number> =>
  new Map(states.flatMap(({ names }) => names).map((name, index) => [name, index]));

const priorities = ['Low', 'Normal', 'High'];

/** Moments and ids: they compare as they are written, which is much faster than as words. */
const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export function sorted(rows: readonly RecordRow[], by: Sorting, order: ReadonlyMap<string, number>): RecordRow[] {
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const compare: Record<SortKey, (one: RecordRow, other: RecordRow) => number> = {
    title: (one, other) => words.compare(one.title, other.title),
    channel: (one, other) => words.compare(one.channel, other.channel),
    status: (one, other) => (order.get(one.notionStatus) ?? -1) - (order.get(other.notionStatus) ?? -1),
    priority: (one, other) => priorities.indexOf(one.priority) - priorities.indexOf(other.priority),
    // The later it began, the shorter it lasts.
    stateSince: (one, other) => inOrder(other.stateSince ?? '', one.stateSince ?? ''),
    updatedTime: (one, other) => inOrder(one.updatedTime ?? '', other.updatedTime ?? ''),
  };
  const direction = by.descending ? -1 : 1;
  return rows.toSorted((one, other) => direction * compare[by.key](one, other) || inOrder(one.id, other.id));
}

/** A part of a column: the records that have exactly this name in Notion. */
export interface NamedGroup {
  name: string;
  rows: RecordRow[];
}

/** The records of a state by their exact names, in pipeline order; names that nobody has are left out. */
export function groupsOf(state: ProfileState, rows: readonly RecordRow[]): NamedGroup[] {
  const inState = rows.filter((row) => row.state === state.state);
  const foreign = [...new Set(inState.map(({ notionStatus }) => notionStatus))].filter((name) => !state.names.includes(name));
  return [...state.names, ...foreign.sort()].flatMap((name) => {
    const named = inState.filter(({ notionStatus }) => notionStatus === name);
    return named.length > 0 ? [{ name, rows: named }] : [];
  });
}

/** The state before or after one in the pipeline; nothing at its ends. */
export function neighbour(states: readonly ProfileState[], state: RecordState, step: 1 | -1): ProfileState | null {
  const here = states.findIndex((one) => one.state === state);
  return states[here + step] ?? null;
}
