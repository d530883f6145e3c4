import type { Amount } from '../flow/tree';
import { t } from '../words';

/** `64 pages`, `646 of 742 pages`, `186 rows`; nothing for a leaf. */
export function amountWords({ chosen, all }: Amount, isTable: boolean): string {
  if (all === 0) return '';
  if (isTable) return t('amount-rows', { all });
  return chosen === all || chosen === 0 ? t('amount-pages', { all }) : t('amount-pages-of', { chosen, all });
}
