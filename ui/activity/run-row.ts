/** Who asked for a run, and how long it took. */
import type { RunSummary } from '../backend';
import { t } from '../words';

const known = ['window', 'cli', 'schedule'];

export const triggerWords = (trigger: string): string => t(`trigger-${known.includes(trigger) ? trigger : 'other'}`);

/** `5 s`, `8 min`, `2.5 h`; nothing while it goes on. */
export function tookWords({ startedTime, finishedTime }: RunSummary): string {
  if (finishedTime === null) return '';
  const seconds = Math.max(0, Math.round((new Date(finishedTime).getTime() - new Date(startedTime).getTime()) / 1000));
  if (seconds < 90) return t('took-seconds', { seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('took-minutes', { minutes });
  return t('took-hours', { hours: Math.round(minutes / 6) / 10 });
}
