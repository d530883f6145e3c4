/** What a decision is about, in words. */
import type { ConflictSummary, HistoryPart } from '../backend';
import { hasWords, t, tellWith } from '../words';

export const partWords = (part: HistoryPart, field: string): string => (part === 'property' ? field : t(`part-${part}`));

export function amountOfConflict({ properties, segments, trash }: ConflictSummary): string {
  if (trash !== null) return t(`conflict-trash-${trash}`);
  if (properties === 0) return t('conflict-segments', { segments });
  if (segments === 0) return t('conflict-properties', { properties });
  return t('conflict-both', { segments, properties });
}

/** Why a change waits: its sentence, or a general one where Notion gave a reason of its own. */
export const parkedSentence = (reason: string, part: HistoryPart): string =>
  hasWords(`parked-${reason}`) ? tellWith(`parked-${reason}`, { part }) : t('parked-other');

/** Details cross the border as text; a number among them has to be one again for the plural. */
const numbered = (details: Record<string, string>) =>
  Object.fromEntries(Object.entries(details).map(([name, value]) => [name, /^\d{1,9}$/.test(value) ? Number(value) : value]));

export const alertSentence = (kind: string, details: Record<string, string>): string =>
  hasWords(`alert-${kind}`) ? tellWith(`alert-${kind}`, numbered(details)) : (details.message ?? t('alert-other'));
