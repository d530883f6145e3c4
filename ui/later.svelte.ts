/** Everything that the first screen does not show, and its words: a first start does not read them before it has shown that. */
import type * as Views from './later-views';

let here = $state.raw<typeof Views | null>(null);

/** It, once it has been fetched. */
export const later = (): typeof Views | null => here;

export async function fetchLater(): Promise<typeof Views> {
  // Whoever asks may be a view that is just being drawn, which must not change what views depend on.
  if (here !== null) return here;
  return (here = await import('./later-views'));
}
