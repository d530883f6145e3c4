import { asBackendError } from '../backend';
import { fetchLater } from '../later.svelte';
import { errorSentence } from '../parts/error-sentence';
import { announcer } from './announce.svelte';

/** Tells that something could not be done, in the sentence for it, which a window that has just started may still have to fetch. */
export async function alertOf(thrown: unknown): Promise<void> {
  await fetchLater();
  announcer.alert(errorSentence(asBackendError(thrown)));
}

/** Does something that can fail, and tells when it has. */
export async function told(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    void alertOf(thrown);
  }
}
