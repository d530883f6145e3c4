import { describe, expect, it } from 'vitest';
import { advanceEta, beginEta, etaWords, holdBar, roundForPeople, type Eta } from './eta';
import { t } from '../words';

const say = (seconds: number | null) => {
  const { id, values } = etaWords(seconds === null ? null : roundForPeople(seconds));
  return t(id, values);
};

describe('the time left in words', () => {
  it.each([
    [null, 'Estimating…'],
    [3, 'less than a minute left'],
    [59, 'less than a minute left'],
    [60, 'about 1 minute left'],
    [61, 'about 2 minutes left'],
    [600, 'about 10 minutes left'],
    [640, 'about 10 minutes left'],
    [800, 'about 15 minutes left'],
    [3300, 'about 55 minutes left'],
    [3599, 'about 1 hour left'],
    [5400, 'about 1½ hours left'],
    [7100, 'about 2 hours left'],
    [18_600, 'about 5 hours left'],
  ])('%s seconds are "%s"', (seconds, words) => {
    expect(say(seconds)).toBe(words);
  });
});

describe('what may be shown', () => {
  const at = (eta: Eta, seconds: number | null, now: number, known = 100, finished = 50) =>
    advanceEta(eta, { now, seconds, known, finished });

  it('nothing before 20 pages or 15 seconds', () => {
    const begun = beginEta(0, 100);
    expect(at(begun, 600, 1000, 100, 19).shown).toBeNull();
    expect(at(begun, 600, 1000, 100, 20).shown).toBe(600);
    expect(at(begun, 600, 15_000, 100, 1).shown).toBe(600);
    expect(at(begun, null, 60_000).shown).toBeNull();
  });

  it('falls at once', () => {
    const shown = at(beginEta(0, 100), 600, 1000);
    expect(at(shown, 300, 1100).shown).toBe(300);
  });

  it('rises at most once in 30 s, and says that more pages were found', () => {
    const shown = at(beginEta(0, 100), 300, 1000);
    expect(at(shown, 600, 20_000, 440).shown).toBe(300);
    const risen = at(shown, 600, 31_000, 440);
    expect(risen).toMatchObject({ shown: 600, reason: { kind: 'found', pages: 340 } });
    expect(at(risen, 1200, 32_000, 900).shown).toBe(600);
  });

  it('a rise without new pages says that Notion is slow, and a fall takes the reason back', () => {
    const risen = at(at(beginEta(0, 100), 300, 1000), 600, 40_000);
    expect(risen.reason).toEqual({ kind: 'slow' });
    expect(at(risen, 300, 41_000).reason).toBeNull();
  });
});

describe('the bar', () => {
  it('never moves backwards while more pages turn up', () => {
    let bar = 0;
    const shares = [
      [10, 100],
      [20, 400],
      [60, 400],
      [400, 400],
    ].map(([finished, known]) => (bar = holdBar(bar, finished, known)));
    expect(shares).toEqual([0.1, 0.1, 0.15, 1]);
  });

  it('is empty while nothing is known and never overfull', () => {
    expect(holdBar(0, 0, 0)).toBe(0);
    expect(holdBar(0, 5, 4)).toBe(1);
  });
});
