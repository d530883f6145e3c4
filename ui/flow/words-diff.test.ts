import { describe, expect, it } from 'vitest';
import { wordsDifference } from './words-diff';

const told = (before: string, after: string) =>
  wordsDifference(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`))
    .join('');

describe('the difference of two texts', () => {
  it.each([
    ['the end of March', 'the end of April', 'the end of [-March][+April]'],
    ['Please tell Priya soon', 'Please enter them soon', 'Please [-tell Priya][+enter them] soon'],
    ['', 'new words', '[+new words]'],
    ['old words', '', '[-old words]'],
    ['as it was', 'as it was', 'as it was'],
    ['', '', ''],
    ['March.', 'March,', 'March[-.][+,]'],
    ['für Äpfel', 'für Birnen', 'für [-Äpfel][+Birnen]'],
    ['دل آرام', 'دل تنگ', 'دل [-آرام][+تنگ]'],
  ])('from "%s" to "%s"', (before, after, words) => {
    expect(told(before, after)).toBe(words);
  });

  it('gives both texts back, whatever they are', () => {
    const texts = ['a b c d', 'c d a b', '  x\n\ny ', 'b, c; d', '🎬 one two', ''];
    for (const before of texts) {
      for (const after of texts) {
        const parts = wordsDifference(before, after);
        const side = (dropped: string) =>
          parts
            .filter(({ kind }) => kind !== dropped)
            .map(({ text }) => text)
            .join('');
        expect([side('added'), side('removed')]).toEqual([before, after]);
      }
    }
  });

  it('of two very long texts that share nothing in the middle is told in one piece', () => {
    const many = (word: string) => Array.from({ length: 3000 }, (_, index) => `${word}${index}`).join(' ');
    expect(wordsDifference(`same ${many('a')}`, `same ${many('b')}`)).toHaveLength(3);
  });
});
