/** What is said once a workspace was taken along: where it is, and how much of it Notion does not have. */
import type { ExportedWorkspace } from '../backend/settings';
import { t } from '../words';

export function exportedWords({ name, ownEdits, newPages }: ExportedWorkspace): string {
  const count = ownEdits + newPages;
  return count > 0 ? t('settings-exported-own', { name, count }) : t('settings-exported', { name });
}
