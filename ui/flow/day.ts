/**
 * A day as a person types and reads it, in the order of their language, and as everything else keeps it (`2026-05-03`).
 *
 * Pure. The rule it protects: what cannot be read as one certain day is no day; nothing is guessed.
 */
export type DayPart = 'day' | 'month' | 'year';

const formatter = (locale: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
const isPart = (type: string): type is DayPart => type === 'day' || type === 'month' || type === 'year';

/** In which order a language writes them. */
export const dayOrder = (locale: string): DayPart[] =>
  formatter(locale)
    .formatToParts(0)
    .map(({ type }) => type)
    .filter(isPart);

/** The pattern of a day, with a letter of the person's own language for each part: `TT.MM.JJJJ`. */
export const dayPattern = (locale: string, letters: Record<DayPart, string>): string =>
  formatter(locale)
    .formatToParts(0)
    .map(({ type, value }) => (isPart(type) ? letters[type] : value))
    .join('');

/** `2026-05-03` as `03.05.2026`; nothing for what is no day. */
export const writtenDay = (day: string, locale: string): string => {
  const at = asMoment(day);
  return at === null ? '' : formatter(locale).format(at);
};

/** What somebody typed as a day: three numbers in the order of their language, or the year first. */
export function readDay(text: string, locale: string): string | null {
  const numbers = text.match(/\d+/g) ?? [];
  if (numbers.length !== 3 || /[^\d\s./,\-\u200e\u200f]/u.test(text)) return null;
  const order: DayPart[] = numbers[0].length === 4 ? ['year', 'month', 'day'] : dayOrder(locale);
  const of = (part: DayPart) => numbers[order.indexOf(part)];
  const year = of('year').length === 2 ? `20${of('year')}` : of('year');
  const day = [year, of('month').padStart(2, '0'), of('day').padStart(2, '0')].join('-');
  return asMoment(day) === null ? null : day;
}

/** So many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  const at = asMoment(day);
  return at === null ? day : new Date(at + days * 86_400_000).toISOString().slice(0, 10);
}

/** Null for what the calendar does not have: the 30th of February. */
function asMoment(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : at;
}
