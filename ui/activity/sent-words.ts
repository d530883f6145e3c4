/** What a run sent to Notion and what became of entries, in words. Pure. */
import type { Pushed, RecordsChecked } from '../backend';
import { t } from '../words';

/** Everything that a run changed in Notion. */
export const changesSent = (pushed: Pushed): number =>
  pushed.properties + pushed.texts + pushed.created + pushed.moved + pushed.trashed + pushed.restored;

/** Only what there was, most important first. */
export function sentWords(pushed: Pushed, records: RecordsChecked): string[] {
  const told: [string, number][] = [
    ['sent-changes', changesSent(pushed)],
    ['sent-merged', pushed.merged],
    ['sent-decided', pushed.decided],
    ['sent-asked', pushed.asked],
    ['sent-parked', pushed.parked],
    ['sent-checked', records.checked],
    ['sent-invalid', records.invalid],
    ['sent-jobs', records.jobs],
  ];
  return told.filter(([, count]) => count > 0).map(([word, count]) => t(word, { count }));
}
