import { describe, expect, it } from 'vitest';
import { readable, readableText } from './references';
import { wordsDifference } from './words-diff';

/** What is shown: `→Title` for what leads somewhere. */
const shown = (pieces: { text: string; leads: boolean }[]) =>
  pieces.map(({ text, leads }) => (leads ? `→${text}←` : text)).join('');
const between = (before: string, after: string) =>
  readable(wordsDifference(before, after))
    .map(({ part, pieces }) => ({ same: shown(pieces), added: `[+${shown(pieces)}]`, removed: `[-${shown(pieces)}]` })[part.kind])
    .join('');
const page = (title: string, id = 'Sound-notes-4b16') => `<page url="https://app.notion.com/p/${id}">${title}</page>`;

describe('a remembered text', () => {
  it.each([
    ['plain words', 'plain words'],
    [page('Sound notes'), '→Sound notes←'],
    [`See ${page('A')} and ${page('B')}.`, 'See →A← and →B←.'],
    ['<database url="x" inline="true">Films</database>', '→Films←'],
    ['Ask <mention-user url="user://1">Priya</mention-user> soon', 'Ask →Priya← soon'],
    ['<mention-page url="https://x"/> there', ' there'],
    ['<details>\n<summary>More</summary>\n</details>', '<details>\n<summary>More</summary>\n</details>'],
    ['a \\<page url="x"> that somebody typed', 'a \\<page url="x"> that somebody typed'],
    ['1 < 2 and <pages>', '1 < 2 and <pages>'],
    ['cut off: <page url="https://app', 'cut off: '],
    ['', ''],
  ])('%j is shown as %j', (text, words) => {
    expect(shown(readableText(text))).toBe(words);
  });
});

describe('the difference of two remembered texts', () => {
  it.each([
    ['words after a reference', `${page('Casting')}`, `${page('Casting')}\nBring it.`, '→Casting←[+\nBring it.]'],
    ['another title', page('Sound notes'), page('Sound ideas'), '→Sound ←[-→notes←][+→ideas←]'],
    ['a reference that came', 'See it.', `See ${page('A')} it.`, 'See [+→A← ]it.'],
    ['a reference that went', `See ${page('A')} it.`, 'See it.', 'See [-→A← ]it.'],
    ['another page of the same title', page('A', 'one'), page('A', 'two'), '[-one][+two]→A←'],
    ['words before it', `Old ${page('A')}`, `New ${page('A')}`, '[-Old][+New] →A←'],
  ])('shows %s', (_what, before, after, words) => {
    expect(between(before, after)).toBe(words);
  });

  it('hides nothing that changed but whole tags', () => {
    const texts = [page('A b'), page('A c', 'x y'), `q ${page('A')} r`, 'q r', `${page('A')}${page('B')}`, '<page url="'];
    for (const before of texts) {
      for (const after of texts) {
        for (const { part, pieces } of readable(wordsDifference(before, after))) {
          const whole = part.text.replaceAll(/<\/?page[^>]*>/g, '');
          if (part.kind !== 'same') expect(pieces.map(({ text }) => text).join('')).toBe(whole);
        }
      }
    }
  });
});
