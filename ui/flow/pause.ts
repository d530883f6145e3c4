/** How long syncing is held back. Pure. */
export type PauseLength = 'hour' | 'tomorrow' | 'resumed';

const hour = 3_600_000;
/** When people begin their day. */
const morning = 8;

/** When a pause that begins now ends; nothing when only the person ends it. */
export function pauseEnd(length: PauseLength, now: Date): string | null {
  if (length === 'resumed') return null;
  if (length === 'hour') return new Date(now.getTime() + hour).toISOString();
  const end = new Date(now);
  end.setDate(end.getDate() + 1);
  end.setHours(morning, 0, 0, 0);
  return end.toISOString();
}
