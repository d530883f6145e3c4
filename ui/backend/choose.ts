/** Picks the backend, once, at start-up. Leaves out everything that shows something, so that the core is asked before that is read. */
import type { Backend } from './backend';
import { tauriBackend } from './tauri';

declare const __WITH_FAKE_BACKEND__: boolean;

export async function chooseBackend(): Promise<Backend> {
  if (__WITH_FAKE_BACKEND__ && !('__TAURI_INTERNALS__' in window)) {
    const { FakeBackend, optionsFromAddress } = await import('./fake');
    return new FakeBackend(optionsFromAddress(location.search));
  }
  return tauriBackend;
}
