/**
 * Two languages that nobody speaks, made from the English catalogue: `en-XA` is readable English with accents and a third
 * more length, to find words that were not translated and places that are too narrow; `ar-XB` is the same, from right to
 * left.
 *
 * The rule it protects: in them every letter without an accent comes from a person's own data, or from no catalogue.
 */
import type { Pattern } from '@fluent/bundle/esm/ast.js';

export const pseudoLocales = { 'en-XA': 'ltr', 'ar-XB': 'rtl' } as const;
export type PseudoLocale = keyof typeof pseudoLocales;

export const isPseudo = (language: string | undefined): language is PseudoLocale =>
  language !== undefined && Object.hasOwn(pseudoLocales, language);

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀçðéƒĝĥíĵķļḿñöþɋŕšţûṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻḾÑÖÞɊŔŠŢÛṼŴẊÝŽ';
const accents = new Map([...plain].map((letter, index) => [letter, [...accented][index]]));

/** One stretch of a message; tags stay as they are. */
export function pseudo(text: string): string {
  const changed = text
    .split(/(<[^>]*>)/)
    .map((part) => (part.startsWith('<') ? part : [...part].map((letter) => accents.get(letter) ?? letter).join('')))
    .join('');
  const letters = changed.trim().length;
  return letters < 4 ? changed : `${changed}${'·'.repeat(Math.round(letters * 0.35))}`;
}

/** The values by which a message chooses its wording: names of a kind, which are changed no more than numbers are. */
export function choosing(pattern: Pattern): Set<string> {
  const names = new Set<string>();
  for (const part of typeof pattern === 'string' ? [] : pattern) {
    if (typeof part === 'string' || part.type !== 'select') continue;
    if (part.selector.type === 'var') names.add(part.selector.name);
    for (const { value } of part.variants) for (const name of choosing(value)) names.add(name);
  }
  return names;
}
