import type { Session } from './session.svelte';

/** Shows the search with the focus in its field, once there is something to search. */
export function showSearch(session: Session): boolean {
  if (session.view !== 'main') return false;
  session.openSearch();
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-search]')?.select());
  return true;
}
