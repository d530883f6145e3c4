/** Hands the backend to the screens. The only folder that may reach Tauri. */
import { getContext, setContext } from 'svelte';
import type { Backend } from './backend';

export type * from './backend';
export {
  asBackendError,
  BackendError,
  canBeUnlocked,
  errorCodes,
  isAboutKeys,
  needsKeyFile,
  needsPassphrase,
  type ErrorCode,
} from './errors';

const key = Symbol('backend');
export const provideBackend = (backend: Backend): Backend => setContext(key, backend);
export const useBackend = (): Backend => getContext<Backend>(key);
