/** The pseudo-language `en-XA`: readable English with accents and a third more length, to find words that were not translated
 *  and places that are too narrow. */
export const pseudoLocale = 'en-XA';

const accents: Record<string, string> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', g: 'ĝ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', n: 'ñ', o: 'ö', r: 'ŕ', s: 'š', t: 'ţ',
  u: 'û', w: 'ŵ', y: 'ý', z: 'ž', A: 'Á', C: 'Ç', E: 'É', I: 'Í', N: 'Ñ', O: 'Ö', S: 'Š', U: 'Û',
}; // prettier-ignore

export function pseudo(text: string): string {
  const accented = text
    .split(/(<[^>]*>)/)
    .map((part) => (part.startsWith('<') ? part : [...part].map((letter) => accents[letter] ?? letter).join('')))
    .join('');
  const letters = accented.trim().length;
  return letters < 4 ? accented : `${accented}${'·'.repeat(Math.round(letters * 0.35))}`;
}
