/** What is set, and changing it: the answer is what is shown and what takes effect. */
import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { announcer } from '../announce/announce.svelte';
import { asBackendError, type SettingChange, type SettingsShown } from '../backend';
import { errorSentence } from '../parts/error-sentence';
import { applyLook } from '../session/look.svelte';
import { useSession } from '../session/session.svelte';

const queryKey = ['settings'];

export function useSettings() {
  const session = useSession();
  const queries = useQueryClient();
  const shown = createQuery(() => ({ queryKey, queryFn: () => session.backend.settings() }));

  async function take(asked: Promise<SettingsShown>): Promise<void> {
    try {
      const answer = await asked;
      queries.setQueryData(queryKey, answer);
      applyLook(answer);
    } catch (thrown) {
      announcer.alert(errorSentence(asBackendError(thrown)));
      await queries.invalidateQueries({ queryKey });
    }
  }

  return {
    get now(): SettingsShown | undefined {
      return shown.data;
    },
    change: (change: SettingChange) => take(session.backend.changeSetting(change)),
    /** What the shell keeps of what was set is set back, too, and asked for again. */
    async reset(): Promise<void> {
      await take(session.backend.resetSettings());
      await Promise.all(['keepsRunning', 'updateFacts'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
    /** The file or variable that decides a setting, whatever is set here. */
    fixedBy: (setting: string): string | null => shown.data?.fixed.find((one) => one.setting === setting)?.place ?? null,
  };
}

/** Does something that can fail, and says so. */
export async function told(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    announcer.alert(errorSentence(asBackendError(thrown)));
  }
}
