// Attempts to run a script, and the trap that notices when one succeeds.

import { readFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/place.js';

/** Every attempt of the list that the renderer is tested with, too: each calls `alert` or loads from `evil.example`. */
export const attempts = readFileSync(inRoot('src-tauri', 'crates', 'text', 'tests', 'vectors', 'scripts.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('%% '))
  .map((line) => line.replaceAll('␤', '\n').replaceAll('␉', '\t').replaceAll('␀', '\0'));

/** Everything an attempt could call to be noticed leaves a line in `ran`, everything the policy stops one in `stopped`. */
export const setTrap = `
  const setTrap = (place) => {
    place.ran = [];
    place.stopped = [];
    for (const name of ['alert', 'confirm', 'prompt', 'open', 'print', 'eval', 'msgbox']) {
      place[name] = (...values) => { place.ran.push(name + '(' + values.join() + ')'); return null; };
    }
    place.addEventListener('securitypolicyviolation', (event) => place.stopped.push(event.violatedDirective));
  };`;

/** What a person, a mouse and an engine can do to everything inside an element. */
export const provoke = `
  const provoke = (place) => {
    const events = ['mouseover', 'pointerenter', 'pointerdown', 'focus', 'focusin', 'toggle', 'input', 'copy', 'wheel', 'scroll', 'animationstart', 'submit'];
    for (const element of place.querySelectorAll('*')) {
      for (const name of events) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    }
    // Links to remembered pages and attachments are ours, and lead away from what is being looked at.
    for (const element of place.querySelectorAll('a:not([href^="keepsake"]), area, button, summary, details, input, [tabindex], [onclick]')) {
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
  };`;

/** What must not be on a page that was cleaned: elements and attributes that can run something or lead away. */
export const dangers = `
  const dangers = (place) => {
    const known = ['https:', 'http:', 'notion:', 'keepsake:', 'keepsake-file:', 'tauri:', ''];
    const forbidden = 'script, iframe, object, embed, form, base, meta, link, svg script, style, template, noscript';
    const found = [...place.querySelectorAll(forbidden)];
    for (const element of place.querySelectorAll('*')) {
      // A value that is read and never followed is a word like others.
      const read = ['title', 'alt', 'aria-label', 'dir', 'class'];
      const runs = [...element.attributes].some(({ name, value }) => name.startsWith('on') ||
        (!read.includes(name) && /^\\s*(javascript:|vbscript:|data:text)/i.test(value)));
      if (runs || (element.matches('a, area') && !known.includes(element.protocol))) found.push(element);
    }
    return found.map((element) => element.outerHTML.slice(0, 300));
  };`;
