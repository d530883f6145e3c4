/** Why an entry stays in Draft, and what to do about it, in sentences. */
import type { Profile, Reason } from '../backend';
import { formatNumber, listed, t } from '../words';

/** What is wrong. The names of what is missing are those that the log has. */
export function reasonSentence(reason: Reason): string {
  switch (reason.kind) {
    case 'missing':
      return t('reason-is-missing', { field: reason.field });
    case 'unknownChannel':
      return t('reason-unknown-channel', { found: reason.found });
    case 'unknownStatus':
      return t('reason-unknown-status', { found: reason.found });
    case 'tooLong':
      return t('reason-too-long', {
        field: reason.field,
        length: formatNumber(reason.length ?? 0),
        limit: formatNumber(reason.limit ?? 0),
      });
    case 'other':
      return reason.text;
  }
}

/** What to do. */
export function reasonRemedy(reason: Reason, profile: Profile): string {
  const field = profile.fields.find(({ name }) => name === reason.field);
  if (reason.suggestion !== '') return t('remedy-suggestion', { suggestion: reason.suggestion });
  switch (reason.kind) {
    case 'missing':
      return field && field.options.length > 0 && field.options.length <= 5
        ? t('remedy-choose', { options: listed(field.options) })
        : t(field && field.options.length > 0 ? 'remedy-choose-one' : 'remedy-fill', { field: reason.field });
    case 'unknownChannel':
      return t('remedy-choose', { options: listed((field?.options ?? []).slice(0, 5)) });
    case 'unknownStatus':
      return t('remedy-status');
    case 'tooLong':
      return t('remedy-shorten', { limit: formatNumber(reason.limit ?? 0) });
    case 'other':
      return t('remedy-fill', { field: reason.field });
  }
}
