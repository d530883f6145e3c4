/** What the core knows about records and about what waits, asked for often where it is on show, and answered cheaply. */
import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import type { Attention, RecordRow } from '../backend';
import { seldom } from '../flow/polling';
import { useSession } from '../session/session.svelte';

const often = 5000;
const nothing: Attention = { decisions: 0, brakes: 0, parked: 0, inbox: 0, alerts: 0, waiting: 0 };

export function useAttention(): { readonly current: Attention } {
  const session = useSession();
  const asked = createQuery(() => ({
    queryKey: ['attention', session.connection?.id],
    queryFn: () => session.backend.attention(session.connection?.id ?? ''),
    enabled: session.connection !== null,
    // The end of each run that changed something asks for it, too, and whatever another program writes.
    refetchInterval: seldom,
  }));
  return {
    get current() {
      return asked.data ?? nothing;
    },
  };
}

export function useProfiles() {
  const session = useSession();
  return createQuery(() => ({
    queryKey: ['profiles', session.connection?.id],
    queryFn: () => session.backend.profiles(session.connection?.id ?? ''),
    enabled: session.connection !== null,
  }));
}

interface Loaded {
  revision: string;
  rows: RecordRow[];
}

/** All records of a profile. What has not changed does not cross the border again. */
export function useRecords(profile: () => string) {
  const session = useSession();
  const queries = useQueryClient();
  return createQuery(() => {
    const queryKey = ['records', profile()];
    return {
      queryKey,
      queryFn: async (): Promise<Loaded> => {
        const known = queries.getQueryData<Loaded>(queryKey);
        const list = await session.backend.records(profile(), known?.revision ?? null);
        return { revision: list.revision, rows: list.records ?? known?.rows ?? [] };
      },
      refetchInterval: often,
    };
  });
}
