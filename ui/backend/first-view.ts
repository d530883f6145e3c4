/** What the shell hands over together with the window, so that nothing has to be asked before something is shown. */
import type { FirstView } from './bindings';

declare global {
  interface Window {
    __KEEPSAKE_FIRST_VIEW__?: FirstView;
  }
}

/** It; nothing where the core could not be opened, or where the page was loaded again: things may stand otherwise since. */
export function firstView(): FirstView | null {
  const [navigation] = performance.getEntriesByType('navigation');
  const isAgain = navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
  return isAgain ? null : (window.__KEEPSAKE_FIRST_VIEW__ ?? null);
}
