export interface OutlineEntry {
  id: string;
  text: string;
  level: number;
}

/** The headings of a rendered page. Ones without an id are given one, so that they can be jumped to. */
export function outlineOf(article: HTMLElement): OutlineEntry[] {
  const headings = [...article.querySelectorAll<HTMLElement>('.prose :is(h1, h2, h3, h4)')];
  return headings
    .filter((heading) => heading.textContent.trim() !== '')
    .map((heading, index) => {
      heading.id ||= `part-${index + 1}`;
      return { id: heading.id, text: heading.textContent.trim(), level: Number(heading.tagName[1]) };
    });
}

/** The part that is being read: the last heading at or above the upper edge; the last one of all at the end of the page. */
export function currentPart(entries: readonly { id: string; top: number }[], edge: number, atEnd: boolean): string | null {
  if (atEnd) return entries.at(-1)?.id ?? null;
  return entries.findLast((entry) => entry.top <= edge)?.id ?? entries.at(0)?.id ?? null;
}
