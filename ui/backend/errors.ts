/** Why the core refused, as a code the window has a sentence for. */
export const errorCodes = [
  'not_connected',
  'token_refused',
  'needs_sign_in',
  'permission',
  'not_found',
  'offline',
  'proxy_page',
  'rate_limited',
  'notion_trouble',
  'disk_full',
  'store_newer',
  'store_damaged',
  'store_drifted',
  'owner_busy',
  'keychain_locked',
  'keychain_missing',
  'invalid_input',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

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
