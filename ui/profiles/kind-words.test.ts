import { describe, expect, it } from 'vitest';
import type { SchemaDifference } from '../backend';
import { differenceWords, kindWords } from './kind-words';

describe('the kind of a property', () => {
  it.each([
    ['rich_text', 'text'],
    ['created_time', 'time created'],
    ['unheard_of', 'unheard_of'],
  ])('%s is called “%s”', (kind, words) => {
    expect(kindWords(kind)).toBe(words);
  });
});

describe('what is different from a profile', () => {
  it.each([
    ['wrongType', 'number', 'rich_text', 'Topic is of the type “number” and has to be “text”.'],
    ['missing', '', 'created_time', 'Topic is missing; it would be of the type “time created”.'],
    // A property may have the name of a kind.
    ['renamed', 'rich_text', 'Topic', 'Topic is called rich_text here. That is all right.'],
    ['unused', 'checkbox', '', 'Topic is not used by the profile and left alone.'],
  ] as [SchemaDifference['kind'], string, string, string][])('%s, %s, %s: %s', (kind, found, expected, words) => {
    expect(differenceWords({ kind, property: 'Topic', found, expected, blocking: false })).toBe(words);
  });
});
