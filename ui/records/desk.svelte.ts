/** How the records are looked at: kept while something else is open, forgotten with the workspace. */
import type { RecordState } from '../backend';
import type { Sorting } from '../flow/records';

export type RecordsLook = 'board' | 'table' | 'inbox';

export class RecordsDesk {
  look = $state<RecordsLook>('board');
  /** The profile that was chosen, where there are several. */
  profile = $state<string | null>(null);
  /** The saved view that holds; all records without one. */
  view = $state('');
  text = $state('');
  sorting = $state.raw<Sorting>({ key: 'updatedTime', descending: true });
  /** Columns of the board that were folded or unfolded by hand. */
  folded = $state.raw<Partial<Record<RecordState, boolean>>>({});
  /** The record that was open or had the focus, to come back to. */
  current = $state<string | null>(null);
}
