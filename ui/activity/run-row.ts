/** What a row of the history says of a run: who asked for it, how long it took, what became of the rest. Pure. */
import type { RunSummary } from '../backend';
import { t } from '../words';
import { changesSent } from './sent-words';

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

/** What became of the rest of what a run found, and what it did besides; only what there was. */
export function restWords({ objects, pushed, records }: RunSummary): { words: string; tone: 'plain' | 'warn' | 'bad' }[] {
  const told = [
    { word: 'rest-skipped', count: objects.skipped, tone: 'plain' as const },
    { word: 'rest-refused', count: objects.refused, tone: 'warn' as const },
    { word: 'rest-failed', count: objects.failed, tone: 'bad' as const },
    { word: 'sent-changes', count: changesSent(pushed), tone: 'plain' as const },
    { word: 'sent-checked', count: records.checked, tone: 'plain' as const },
  ];
  return told.filter(({ count }) => count > 0).map(({ word, count, tone }) => ({ words: t(word, { count }), tone }));
}
