/** Milliseconds until the next look for shared pages: 5 s at first, slower when nobody seems to be at it, never above 30 s. */
export const nextLook = (looks: number): number => Math.min(30_000, Math.round(5000 * 1.3 ** Math.max(0, looks - 3)));

/**
 * Milliseconds until the core is asked again where things stand: what runs here tells what it changed, so while nothing is under way or
 * wrong only what another program does has to be found.
 */
export const nextAsking = (state: string | undefined): number => (state === 'upToDate' ? 30_000 : 5000);
