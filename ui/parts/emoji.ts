/** Notion gives an icon as an emoji or as the address of a picture; only the first is shown. */
export const isEmoji = (icon: string | null): icon is string =>
  icon !== null && /^\p{Extended_Pictographic}|^\p{Regional_Indicator}/u.test(icon);
