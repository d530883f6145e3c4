/** Where things stand, asked for often and answered cheaply. */
import { createQuery } from '@tanstack/svelte-query';
import { nextAsking } from '../flow/polling';
import { useSession } from './session.svelte';

/** By what the answer for one connection is known. */
export const statusKey = (connection: string) => ['status', connection];

export function useStatus() {
  const session = useSession();
  return createQuery(() => {
    const connection = session.connection?.id ?? '';
    return {
      queryKey: statusKey(connection),
      queryFn: () => session.backend.status(connection),
      enabled: connection !== '',
      refetchInterval: ({ state }) => nextAsking(state.data?.state),
    };
  });
}
