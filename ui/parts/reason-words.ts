import { hasWords, t } from '../words';

/** Why something is not here, as a sentence. A reason without one shows what Notion or the system said. */
export function reasonWords(reason: string, message: string | null = null): string {
  const id = `reason-${reason}`;
  return hasWords(id) ? t(id) : (message ?? reason);
}
