import { describe, expect, it } from 'vitest';
import { errorCodes } from '../backend';
import { formatBytes, formatCountdown, formatDate, formatSpan, formatWhen, hasWords, speak, t, tellWith } from '.';
import { inlineParts } from './inline';

describe('the catalogue', () => {
  it('has a sentence for every error the core can answer with', () => {
    expect(errorCodes.filter((code) => !hasWords(`error-${code}`))).toEqual([]);
  });

  it('chooses plurals and writes numbers as the language does', () => {
    expect(t('search-found', { total: 1 })).toBe('1 page');
    expect(t('search-found', { total: 1284 })).toBe('1,284 pages');
  });

  it('a detail that the core left out chooses the usual wording', () => {
    expect(tellWith('error-not_found', {})).toMatch(/^Notion does not share this with us/);
  });

  it('a right-to-left title inside a sentence is isolated, others are not', () => {
    expect(t('window-title', { view: 'דף' })).toBe('\u2068דף\u2069 – Keepsake');
    expect(t('window-title', { view: 'Page' })).toBe('Page – Keepsake');
  });

  it('the pseudo-language changes every word and makes it a third longer', () => {
    const plain = t('welcome-here-why');
    speak(['en-XA']);
    const pseudo = t('welcome-here-why');
    expect(pseudo).not.toBe(plain);
    expect(pseudo.length).toBeGreaterThan(plain.length * 1.3);
  });

  it('the pseudo-language has the wordings that the real one has', () => {
    const reasons = ['passphrase', 'wrong_passphrase', 'other'];
    speak(['en-XA']);
    expect(new Set(reasons.map((reason) => t('error-keychain_locked', { reason }))).size).toBe(reasons.length);
  });

  it('the same from right to left turns the document around, and a real language turns it back', () => {
    speak(['ar-XB']);
    expect(document.documentElement.dir).toBe('rtl');
    speak(['en']);
    expect(document.documentElement.dir).toBe('ltr');
  });

  it('falls back to English and keeps the region for dates', () => {
    speak(['fr-FR', 'en-GB']);
    expect(formatWhen('2026-11-06T12:00:00', new Date('2026-11-20T12:00:00'))).toBe('6 Nov');
  });
});

it.each([
  ['2026-11-20T17:04:00', '4 min'],
  ['2026-11-20T14:08:00', '3 h'],
  ['2026-11-18T17:00:00', '2 d'],
  ['2026-11-20T17:09:00', '0 min'],
])('what began at %s has lasted %s', (since, words) => {
  expect(formatSpan(since, new Date('2026-11-20T17:08:00'))).toBe(words);
});

describe('times', () => {
  const now = new Date('2026-11-20T17:08:00');
  it.each([
    ['2026-11-20T17:07:30', 'just now'],
    ['2026-11-20T17:06:00', '2 min ago'],
    ['2026-11-20T09:40:00', 'today, 09:40'],
    ['2026-11-19T23:59:00', 'yesterday'],
    ['2026-11-18T09:00:00', '2 days ago'],
    ['2026-11-06T09:00:00', '6 Nov'],
    ['2023-12-24T09:00:00', 'Dec 2023'],
  ])('%s is "%s"', (iso, words) => {
    expect(formatWhen(iso, now)).toBe(words);
  });
});

describe('dates that somebody wrote down', () => {
  it.each([
    ['2026-11-24', null, /^24 Nov 2026$/],
    ['2026-11-24', '2026-11-25', /^24\s*–\s*25 Nov 2026$/],
    ['2026-11-24T09:30:00', null, /^24 Nov 2026, 09:30$/],
    ['some day', null, /^some day$/],
    ['2026-11-24', 'never', /^2026-11-24 → never$/],
  ])('%s to %s', (start, end, words) => {
    expect(formatDate(start, end)).toMatch(words);
  });
});

it('sizes have two digits and a unit', () => {
  expect([0, 412_000, 35_400_000, 2_100_000_000].map(formatBytes)).toEqual(['0 bytes', '410 kB', '35 MB', '2.1 GB']);
});

it('a countdown is minutes and seconds', () => {
  expect([24, 0.2, 90, -1].map(formatCountdown)).toEqual(['0:24', '0:01', '1:30', '0:00']);
});

it('only strong and code become elements; anything else stays text', () => {
  expect(inlineParts('Make <strong>one</strong> of <script>alert(1)</script>')).toEqual([
    { tag: null, text: 'Make ' },
    { tag: 'strong', text: 'one' },
    { tag: null, text: ' of <script>alert(1)</script>' },
  ]);
});
