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
