/** What is set, and changing it: the answer is what is shown and what takes effect. */
import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { alertOf } from '../announce/alert-of';
import type { SettingChange, SettingsShown } from '../backend';
import { applyLook } from '../session/look.svelte';
import { useSession } from '../session/session.svelte';

export const settingsKey = ['settings'];
/** So long after it was told, with the window for instance, what is set is not asked for. */
const handed = 30_000;

export function useSettings() {
  const session = useSession();
  const queries = useQueryClient();
  const shown = createQuery(() => ({ queryKey: settingsKey, queryFn: () => session.backend.settings(), staleTime: handed }));

  async function take(asked: Promise<SettingsShown>): Promise<void> {
    try {
      const answer = await asked;
      queries.setQueryData(settingsKey, answer);
      applyLook(answer);
    } catch (thrown) {
      void alertOf(thrown);
      await queries.invalidateQueries({ queryKey: settingsKey });
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
