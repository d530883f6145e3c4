/** Milliseconds between two questions whose answers are told when they change. */
export const seldom = 300_000;

/** Milliseconds until the next look for shared pages: 5 s at first, slower when nobody seems to be at it, never above 30 s. */
export const nextLook = (looks: number): number => Math.min(30_000, Math.round(5000 * 1.3 ** Math.max(0, looks - 3)));

/** Whether nothing is said to be under way or wrong, so that it is asked about seldom. */
export const isQuiet = (state: string | undefined): boolean => state === 'upToDate';

/**
 * Milliseconds until the core is asked again where things stand. What is written and each look at Notion is told, so while nothing is
 * under way or wrong this only finds what nobody writes down, such as a connection that is gone.
 */
export const nextAsking = (state: string | undefined): number => (isQuiet(state) ? seldom : 5000);
