import { describe, expect, it } from 'vitest';
import { dayAfter, dayPattern, readDay, writtenDay } from './day';

describe('a day', () => {
  it.each([
    ['de', '3.5.2026', '2026-05-03'],
    ['de', '03.05.26', '2026-05-03'],
    ['de', ' 3. 5. 2026 ', '2026-05-03'],
    ['de', '2026-05-03', '2026-05-03'],
    ['en-US', '5/3/2026', '2026-05-03'],
    ['en-GB', '3/5/2026', '2026-05-03'],
    ['en-US', '05-03-26', '2026-05-03'],
    ['ja', '26/5/3', '2026-05-03'],
    ['de', '30.2.2026', null],
    ['de', '29.2.2028', '2028-02-29'],
    ['de', '13.13.2026', null],
    ['de', '3.5.', null],
    ['de', '3.5.2026.7', null],
    ['de', '3. Mai 2026', null],
    ['de', '3.5.126', null],
    ['de', '', null],
  ])('typed in %s as "%s" is %s', (locale, text, day) => {
    expect(readDay(text, locale)).toBe(day);
  });

  it.each([
    ['de', '2026-05-03', '03.05.2026'],
    ['en-US', '2026-05-03', '05/03/2026'],
    ['en-GB', '2026-05-03', '03/05/2026'],
    ['de', '', ''],
    ['de', '2026-02-30', ''],
  ])('is written in %s: %s as "%s"', (locale, day, text) => {
    expect(writtenDay(day, locale)).toBe(text);
  });

  it.each(['de', 'en', 'en-GB', 'en-US', 'fr', 'ja', 'ar', 'hu'])('that was written in %s is read again', (locale) => {
    for (const day of ['2026-05-03', '2025-12-31', '2024-02-29']) expect(readDay(writtenDay(day, locale), locale)).toBe(day);
  });

  it('has a pattern in the letters of the language', () => {
    expect(dayPattern('de', { day: 'TT', month: 'MM', year: 'JJJJ' })).toBe('TT.MM.JJJJ');
    expect(dayPattern('en-US', { day: 'DD', month: 'MM', year: 'YYYY' })).toBe('MM/DD/YYYY');
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['not a day', 1, 'not a day'],
  ])('%s and %i days is %s', (day, days, after) => {
    expect(dayAfter(day, days)).toBe(after);
  });
});
