/** Finds what people read or hear that does not come from the catalogue, in a window that speaks a pseudo-language. */

/** What is set apart there: a person's own data, numbers and dates. */
const setApart = /\u2068[^\u2068\u2069]*\u2069/g;
const letter = /[a-z]/i;
const spoken = ['title', 'placeholder', 'alt', 'aria-label', 'aria-valuetext', 'aria-description', 'aria-roledescription'];
/** Data shown as it is: titles and texts of pages have a direction of their own, moments a machine-readable form. */
const data = '[dir=auto], body [dir=ltr], bdi, time, .prose';

const isForeign = (text: string): boolean => {
  let left = text;
  for (let before = ''; before !== left;) [before, left] = [left, left.replace(setApart, '')];
  return letter.test(left);
};

export function foreignWords(root: Element): string[] {
  const found: string[] = [];
  const shown = new Set([...root.querySelectorAll(data)].map((element) => element.textContent.trim()));
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent ?? '';
    if (parent && parent.closest('script, style') === null && parent.closest(data) === null && isForeign(text)) found.push(text);
  }
  for (const element of root.querySelectorAll(spoken.map((name) => `[${name}]`).join())) {
    if (element.closest(data)) continue;
    for (const name of spoken) {
      const text = element.getAttribute(name);
      // A tooltip may repeat a title that stands there.
      if (text !== null && !shown.has(text) && isForeign(text)) found.push(`${name}=${text}`);
    }
  }
  return found;
}
