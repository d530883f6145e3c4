import { describe, expect, it } from 'vitest';
import { next, resume, stepNumber, type Event, type View } from './onboarding';

describe('the way through the first run', () => {
  it.each<[View, Event, View]>([
    ['welcome', 'connectAsked', 'connect'],
    ['connect', 'back', 'welcome'],
    ['connect', 'leave', 'main'],
    ['choose', 'nothingShared', 'share'],
    ['choose', 'importStarted', 'import'],
    ['choose', 'back', 'connect'],
    ['choose', 'leave', 'main'],
    ['share', 'pagesAppeared', 'choose'],
    ['share', 'back', 'connect'],
    ['share', 'leave', 'main'],
    ['import', 'useAsked', 'set'],
    ['import', 'importRemoved', 'choose'],
    ['import', 'connectAsked', 'connect'],
    ['set', 'openAsked', 'main'],
    ['set', 'connectAsked', 'connect'],
    ['main', 'chooseAsked', 'choose'],
    ['main', 'connectAsked', 'connect'],
  ])('from %s, %s leads to %s', (view, event, expected) => {
    expect(next(view, event)).toBe(expected);
  });

  it('an event that a view does not know changes nothing', () => {
    expect(next('welcome', 'openAsked')).toBe('welcome');
    expect(next('main', 'back')).toBe('main');
  });

  it.each([
    ['welcome', 'welcome'],
    ['connect', 'connect'],
    ['choose', 'choose'],
    ['import', 'import'],
    ['done', 'main'],
  ] as const)('what was finished at %s resumes at %s', (done, view) => {
    expect(resume(done)).toBe(view);
  });

  it('four steps are counted, the welcome and the main window are not', () => {
    expect(['welcome', 'connect', 'choose', 'share', 'import', 'set', 'main'].map((view) => stepNumber(view as View))).toEqual([
      null,
      1,
      2,
      2,
      3,
      4,
      null,
    ]);
  });
});
