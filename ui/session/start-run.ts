import type { QueryClient } from '@tanstack/svelte-query';
import { alertOf, told } from '../announce/alert-of';
import { announcer } from '../announce/announce.svelte';
import { asBackendError, needsPassphrase, type BackendError } from '../backend';
import { t } from '../words';
import type { Session } from './session.svelte';

/** Starts a run that brings what has changed, unless one is running. */
export async function syncNow(session: Session, queries: QueryClient): Promise<void> {
  const { connection } = session;
  if (connection === null || session.run?.running) return;
  await started(queries, async () => session.watch(await session.backend.syncNow(connection.id)));
}

/** Goes on with an import, or tries again what it could not get, unless a run is under way. */
export async function importAgain(session: Session, queries: QueryClient): Promise<void> {
  await started(queries, () => session.importAgain());
}

/** Goes on looking at Notion, after a pause. */
export async function resumeSyncing(session: Session, queries: QueryClient): Promise<void> {
  await started(queries, () => session.backend.resumeSyncing());
}

/** Has the system ask for what unlocks the keychain; where the keys lie under a passphrase, the window asks for that. */
export async function unlock(session: Session, queries: QueryClient): Promise<void> {
  const { connection } = session;
  if (connection === null) return;
  await unlockThen(session, null, connection.id, () => goOnUnlocked(session, queries));
}

/**
 * The same, then goes on as told. After an error that says already what is needed, that the place opens is enough: what goes on
 * finds out whether the key is in it.
 */
export async function unlockThen(
  session: Session,
  error: BackendError | null,
  connection: string | null,
  then: () => unknown,
): Promise<void> {
  if (error !== null && needsPassphrase(error)) {
    session.passphraseAsked = { connection: null, then };
    return;
  }
  try {
    await session.backend.unlockKeychain(connection, null);
  } catch (thrown) {
    const refused = asBackendError(thrown);
    const isOpen = error !== null && refused.code === 'needs_sign_in';
    if (needsPassphrase(refused)) session.passphraseAsked = { connection, then };
    else if (!isOpen) void alertOf(thrown);
    if (!isOpen) return;
  }
  await then();
}

/** Goes on with what a locked key stopped. */
async function goOnUnlocked(session: Session, queries: QueryClient): Promise<void> {
  const { connection } = session;
  if (connection === null) return;
  await started(queries, async () => {
    const { state } = await session.backend.status(connection.id);
    if (state === 'unfinished' || state === 'empty') await session.importAgain();
    else if (!session.run?.running) session.watch(await session.backend.syncNow(connection.id));
  });
}

/** Holds syncing back until the person goes on, or goes on; where nothing is looked at by itself, nothing. */
export async function turnSyncing(session: Session, queries: QueryClient): Promise<void> {
  const { backend, connection } = session;
  if (connection === null) return;
  await started(queries, async () => {
    const { looking } = await backend.status(connection.id);
    if (looking === null) return;
    if (looking.paused) await backend.resumeSyncing();
    else await backend.pauseSyncing(null);
    announcer.say('pause', t(looking.paused ? 'looking' : 'strip-paused'));
  });
}

/** Closes the window as if by hand: what that means may be asked first. */
export const closeWindow = (session: Session): Promise<void> => told(() => session.backend.closeWindow());

/** Ends the program. */
export const quit = (session: Session): Promise<void> => told(() => session.backend.quit());

async function started(queries: QueryClient, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
    await queries.invalidateQueries({ queryKey: ['status'] });
  } catch (thrown) {
    void alertOf(thrown);
  }
}
