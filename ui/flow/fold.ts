/** Text as it is compared: without case and accents, so that `resume` finds `Résumé`. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase();
