import type { ErrorCode } from './bindings';

export type { ErrorCode };

/** Why the core refused, as a code the window has a sentence for: all of them, or the types do not agree. */
export const errorCodes = Object.keys({
  not_connected: true,
  token_refused: true,
  needs_sign_in: true,
  connection_stopped: true,
  permission: true,
  not_found: true,
  offline: true,
  proxy_page: true,
  rate_limited: true,
  notion_trouble: true,
  disk_full: true,
  little_space: true,
  unwritable: true,
  store_newer: true,
  store_damaged: true,
  store_drifted: true,
  owner_busy: true,
  keychain_locked: true,
  keychain_missing: true,
  invalid_input: true,
  cancelled: true,
  internal: true,
} satisfies Record<ErrorCode, true>) as ErrorCode[];

export class BackendError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, string> = {},
    readonly retryable = false,
    readonly requestId: string | null = null,
  ) {
    super(code);
    this.name = 'BackendError';
  }
}

/** Whether the keys lie under a passphrase that somebody has to type. */
export const needsPassphrase = ({ code, details }: BackendError): boolean =>
  code === 'keychain_locked' && details.reason === 'passphrase';

/** Whether something failed because the file that opens the keys is not there or not ours: nobody can unlock that here. */
export const needsKeyFile = ({ code, details }: BackendError): boolean =>
  code === 'keychain_locked' && details.reason === 'key_file';

/** Whether something failed because the place of the keys is locked, and can be done once that is not any more. */
export const canBeUnlocked = (error: BackendError): boolean =>
  error.code === 'keychain_locked' && error.details.reason !== 'renewal' && !needsKeyFile(error);

/** Whether the place of the keys could not be opened, for whatever reason. */
export const isAboutKeys = ({ code }: BackendError): boolean => code === 'keychain_locked' || code === 'keychain_missing';

/** Whatever crossed the bridge, as one of ours: an answer nobody foresaw is `internal`, so that no screen has to guess. */
export function asBackendError(thrown: unknown): BackendError {
  if (thrown instanceof BackendError) return thrown;
  if (typeof thrown !== 'object' || thrown === null) return new BackendError('internal');
  const { code, details, retryable, requestId } = thrown as Partial<Record<string, unknown>>;
  const known = errorCodes.find((one) => one === code);
  if (known === undefined) return new BackendError('internal');
  return new BackendError(
    known,
    (details as Record<string, string> | undefined) ?? {},
    retryable === true,
    typeof requestId === 'string' ? requestId : null,
  );
}
