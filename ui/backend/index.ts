/** Picks the backend once at start-up and hands it to the screens. The only folder that may reach Tauri. */
import { getContext, setContext } from 'svelte';
import type { Backend } from './backend';
import { tauriBackend } from './tauri';

export type * from './backend';
export { asBackendError, BackendError, errorCodes, type ErrorCode } from './errors';

declare const __WITH_FAKE_BACKEND__: boolean;

export async function chooseBackend(): Promise<Backend> {
  if (__WITH_FAKE_BACKEND__ && !('__TAURI_INTERNALS__' in window)) {
    const { FakeBackend, optionsFromAddress } = await import('./fake');
    return new FakeBackend(optionsFromAddress(location.search));
  }
  return tauriBackend;
}

const key = Symbol('backend');
export const provideBackend = (backend: Backend): Backend => setContext(key, backend);
export const useBackend = (): Backend => getContext<Backend>(key);
