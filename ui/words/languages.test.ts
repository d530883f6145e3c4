/** Every language says everything that English says, with the same values, choices and tags. */
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';

// The help of the terminal is the one file that English does without: docs/decisions/0011-help-in-other-languages.md.
const sources = import.meta.glob<string>(['/locales/*/*.ftl', '!/locales/*/help.ftl'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const languages = [...new Set(Object.keys(sources).map((path) => path.split('/')[2]!))];

type Pattern = FluentResource['body'][number]['value'];
type Element = Exclude<NonNullable<Pattern>, string>[number];

/** Plurals belong to a language; every other choice belongs to the program. */
const plural = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** What a message takes, chooses by, and sets apart. */
function parts(pattern: Pattern, found = new Set<string>()): Set<string> {
  if (pattern === null) return found;
  if (typeof pattern === 'string') {
    for (const [tag] of pattern.matchAll(/<\/?[a-z]+>/g)) found.add(tag);
    return found;
  }
  for (const element of pattern) ofElement(element, found);
  return found;
}

function ofElement(element: Element, found: Set<string>): void {
  if (typeof element === 'string') return void parts(element, found);
  if (element.type === 'var') found.add(`{ $${element.name} }`);
  if (element.type !== 'select') return;
  ofElement(element.selector, found);
  for (const { key, value } of element.variants) {
    const name = 'name' in key ? String(key.name) : String(key.value);
    if (key.type === 'num' || !plural.has(name)) found.add(`[${name}]`);
    parts(value, found);
  }
}

const messages = (language: string) =>
  new Map(
    Object.entries(sources)
      .filter(([path]) => path.split('/')[2] === language)
      .flatMap(([, source]) => new FluentResource(source).body.map(({ id, value }) => [id, value] as const)),
  );

describe.each(languages)('the catalogue in %s', (language) => {
  const english = messages('en');
  const here = messages(language);

  it('has every message of the English one and no other', () => {
    expect([...here.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('takes the same values, makes the same choices and sets the same words apart', () => {
    const differing = [...english].filter(([id, value]) => {
      const [one, other] = [parts(value), parts(here.get(id) ?? null)];
      return one.size !== other.size || [...one].some((part) => !other.has(part));
    });
    expect(differing.map(([id]) => id)).toEqual([]);
  });
});
