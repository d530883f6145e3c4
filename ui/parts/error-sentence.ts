import type { BackendError } from '../backend';
import { hasWords, tellWith } from '../words';

/** The sentence for a code. Details fill its gaps; a code without a sentence falls back to the general one. */
export function errorSentence(error: BackendError): string {
  const id = `error-${error.code}`;
  return tellWith(hasWords(id) ? id : 'error-internal', error.details);
}
