import type { QueryClient } from '@tanstack/svelte-query';
import { announcer } from '../announce/announce.svelte';
import { asBackendError } from '../backend';
import { errorSentence } from '../parts/error-sentence';
import type { Session } from './session.svelte';

/** Starts a run that brings the memory up to date, unless one is running. */
export async function syncNow(session: Session, queries: QueryClient): Promise<void> {
  if (session.connection === null || session.run?.running) return;
  try {
    session.watch(await session.backend.syncNow(session.connection.id));
    await queries.invalidateQueries({ queryKey: ['status'] });
  } catch (thrown) {
    announcer.alert(errorSentence(asBackendError(thrown)));
  }
}
