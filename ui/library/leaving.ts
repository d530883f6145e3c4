import { announcer } from '../announce/announce.svelte';
import type { Deleted, Left } from '../backend';
import { t } from '../words';

/** The ways to leave, from the mildest on. */
export const leavings = ['keep', 'forget', 'everything'] as const;
export type Leaving = (typeof leavings)[number];

/** Tells what an end leaves behind, and what a person can still do about it. */
export function tellLeft({ access, keys, ...more }: Left | Deleted): void {
  if (access === 'takenBack') announcer.done('leave', t('leave-access-taken-back'));
  const remains = 'remains' in more ? more.remains : [];
  const sentences = [
    ...(access === 'unanswered' ? [t('leave-access-unanswered')] : []),
    ...(keys === 'none' ? [] : [t(`leave-left-${keys}`)]),
    ...remains.map((what) => t(`leave-left-${what}`)),
  ];
  // One after the other would be cut short by the next.
  if (sentences.length > 0) announcer.alert(sentences.join(' '));
}
