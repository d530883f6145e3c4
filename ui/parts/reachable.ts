import type { Attachment } from 'svelte/attachments';

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

/**
 * Lets the keyboard reach a box that scrolls and has nothing inside that takes the focus; without it only a mouse sees its end.
 *
 * What it leaves out: boxes that do not scroll, which would only be one more stop.
 */
export const reachable =
  (name: () => string): Attachment<HTMLElement> =>
  (box) => {
    const look = () => {
      const scrolls = box.scrollHeight > box.clientHeight && box.querySelector(focusable) === null;
      const stop = scrolls
        ? { tabindex: '0', role: 'group', 'aria-label': name() }
        : { tabindex: null, role: null, 'aria-label': null };
      for (const [attribute, value] of Object.entries(stop)) {
        if (value === null) box.removeAttribute(attribute);
        else box.setAttribute(attribute, value);
      }
    };
    const watch = new ResizeObserver(look);
    watch.observe(box);
    for (const part of box.children) watch.observe(part);
    return () => watch.disconnect();
  };
