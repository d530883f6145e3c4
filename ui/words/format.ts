/** Numbers, sizes and times in words, through `Intl` and the catalogue. Pure: the present is passed in. */
import { locale, t } from './catalogue';

const minute = 60_000;
const hour = 60 * minute;

/** Keeps what was made for a language and its options: making a formatter costs more than using it a hundred times. */
function kept<Options, Format>(make: (locale: string, options?: Options) => Format): (options?: Options) => Format {
  const made = new Map<string, Format>();
  return (options) => {
    // Somebody who travels takes the window along.
    const key = JSON.stringify([locale(), new Date().getTimezoneOffset(), options]);
    const format = made.get(key) ?? make(locale(), options);
    made.set(key, format);
    return format;
  };
}
const numbers = kept((locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const dates = kept((locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const lists = kept((locale, options?: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));

export const formatNumber = (value: number): string => numbers().format(value);

/** So many in a second: one digit behind the point says enough. */
export const formatRate = (value: number): string => numbers({ maximumFractionDigits: 1 }).format(value);

/** A share of one, as in `60%`. */
export const formatPercent = (share: number): string => numbers({ style: 'percent', maximumFractionDigits: 0 }).format(share);

/** Bytes as a person reads them: two digits are enough to decide by. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return numbers({
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 2,
  }).format(bytes / 1000 ** power);
}

/** `2 min ago`, `today, 16:40`, `yesterday`, `6 Nov`, `Dec 2023`: as exact as the distance deserves. */
export function formatWhen(iso: string, now: Date): string {
  const then = new Date(iso);
  const passed = now.getTime() - then.getTime();
  if (passed < minute) return t('when-now');
  if (passed < hour) return t('when-minutes', { minutes: Math.floor(passed / minute) });
  const days = daysBetween(then, now);
  if (days === 0) return t('when-today', { time: formatClock(then) });
  if (days === 1) return t('when-yesterday');
  if (days < 7) return t('when-days', { days });
  return dates(
    then.getFullYear() === now.getFullYear() ? { day: 'numeric', month: 'short' } : { month: 'short', year: 'numeric' },
  ).format(then);
}

export const formatClock = (then: Date): string => dates({ hour: '2-digit', minute: '2-digit', hour12: false }).format(then);

/** A moment that is still to come: `14:00`, or with its day when that is another one. */
export const formatUntil = (iso: string, now: Date): string => {
  const then = new Date(iso);
  const time = formatClock(then);
  if (daysBetween(now, then) === 0) return time;
  return `${dates({ weekday: 'long' }).format(then)} ${time}`;
};

export const formatSecondOfDay = (iso: string): string =>
  dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(new Date(iso));

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/** What somebody wrote into a date: `24 Nov 2026`, with its time of day where it has one, or `24–25 Nov 2026`. A text that is
 *  no date stays as it is. */
export function formatDate(start: string, end: string | null = null): string {
  const from = new Date(start);
  const to = end === null ? from : new Date(end);
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return [start, end ?? ''].filter(Boolean).join(' → ');
  // A day without a time is that day everywhere, not midnight somewhere.
  const day = dayOnly.test(start);
  const format = dates(day ? { dateStyle: 'medium', timeZone: 'UTC' } : { dateStyle: 'medium', timeStyle: 'short' });
  return end === null ? format.format(from) : format.formatRange(from, to);
}

/** The whole date and time, for tooltips and screen readers. */
export const formatExactly = (iso: string): string => dates({ dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso));

/** How long something has lasted: `4 min`, `3 h`, `2 d`. */
export function formatSpan(since: string, now: Date): string {
  const passed = Math.max(0, now.getTime() - new Date(since).getTime());
  if (passed < hour) return t('span-minutes', { minutes: Math.floor(passed / minute) });
  if (passed < 24 * hour) return t('span-hours', { hours: Math.floor(passed / hour) });
  return t('span-days', { days: Math.floor(passed / (24 * hour)) });
}

/** Several names in a row, as the language joins them. */
export const listed = (names: readonly string[]): string => lists({ type: 'disjunction' }).format(names);

/** `0:24`, for a countdown. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function daysBetween(then: Date, now: Date): number {
  const day = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((day(now) - day(then)) / (24 * hour));
}
