/** Everything that the first screen does not show, which a first start therefore does not read before it has shown that. */
import type * as Views from './later-views';

let here: typeof Views | null = null;

/** It, once it has been fetched. */
export const later = (): typeof Views | null => here;

export async function fetchLater(): Promise<typeof Views> {
  here ??= await import('./later-views');
  return here;
}
