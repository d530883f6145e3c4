/**
 * Two languages that nobody speaks, made from the English catalogue: `en-XA` is readable English with accents and a third
 * more length, to find words that were not translated and places that are too narrow; `ar-XB` is the same, from right to
 * left.
 *
 * The rule it protects: in them every letter without an accent comes from a person's own data, or from no catalogue.
 */
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
