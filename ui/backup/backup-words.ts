/** What is said of a copy of the memory. Pure. */
import type { Backup } from '../backend';
import { formatBytes, formatClock, formatDate, t } from '../words';

/** When it was made and why it is there. */
export const backupName = ({ made, kind }: Backup): string =>
  t('backup-name', { when: made === null ? t('backup-no-time') : formatDate(made), kind: t(`backup-${kind}-kind`) });

/** What is in it, or why it cannot be put back. */
export function backupContents({ state, name, pages, workspaces, bytes }: Backup): string {
  const size = formatBytes(bytes ?? 0);
  if (state !== 'good') return t(`backup-is-${state}`, { name });
  if (workspaces.length === 0) return t('backup-contents-nothing', { size });
  return t('backup-contents', { pages, workspaces: workspaces.join(', '), size });
}

/** When the last good copy was made: only the time where that was today. */
export function copyTime(made: string, now: Date): string {
  const then = new Date(made);
  if (then.toDateString() !== now.toDateString()) return t('refused-copy', { when: formatDate(made) });
  return t('refused-copy-today', { time: formatClock(then) });
}
