// What can go wrong with a layout and can be measured: something is wider than the window or than what it scrolls in, words are
// cut off without an ellipsis or lie under something that is painted, two things that can be pressed lie on each other. Runs in
// the page. What is meant to scroll sideways says so: `data-sideways`; a remembered page's own tables and code do.

export const layoutFaults = `
  const faults = [];
  const named = (element) => (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60) || element.outerHTML.slice(0, 80);
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push('the page is ' + wide + ' px wider than the window');

  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  /** What is left of an element's box inside everything that clips it; null when nothing is. */
  const shownBox = (element) => {
    const own = element.getBoundingClientRect();
    let box = { left: own.left, right: own.right, top: own.top, bottom: own.bottom };
    const fixed = element.closest('.dialog-box, .menu');
    for (let around = element.parentElement; around; around = around.parentElement) {
      const style = styleOf(around);
      if (style.overflowX === 'visible' && style.overflowY === 'visible' && !style.contain.includes('paint')) continue;
      const clip = around.getBoundingClientRect();
      box = { left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right), top: Math.max(box.top, clip.top), bottom: Math.min(box.bottom, clip.bottom) };
      if (around === fixed) break;
    }
    return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : null;
  };
  const meantSideways = '[data-sideways], .prose .table-box, .prose pre';
  const onTop = document.querySelector('[role=dialog], [role=menu]') ?? document.body;
  const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('.sr-only, .label:not(.rail *)');

  for (const element of onTop.querySelectorAll('*')) {
    const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!hasWords || !visible(element) || element.closest('.sr-only, [role=log]')) continue;
    const style = styleOf(element);
    if (style.clipPath !== 'none') continue;
    const own = element.getBoundingClientRect();
    const shown = shownBox(element);
    if (shown === null || element.closest(meantSideways)) continue;
    const cut = Math.max(shown.left - own.left, own.right - shown.right);
    if (cut > 1) faults.push('"' + named(element) + '" is cut off by ' + Math.round(cut) + ' px');
    if (own.right > innerWidth + 1 || own.left < -1) faults.push('"' + named(element) + '" leaves the window');
    if (['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== 'ellipsis')
      faults.push('"' + named(element) + '" does not fit its box');
  }

  for (const element of [document.body, ...document.body.querySelectorAll('*')]) {
    if (!['auto', 'scroll'].includes(styleOf(element).overflowX) || element.matches(meantSideways) || !visible(element)) continue;
    // Of a field it is its text that scrolls.
    if (element.matches('input, textarea, select') || element.scrollWidth <= element.clientWidth) continue;
    faults.push('"' + named(element) + '" scrolls sideways, by ' + (element.scrollWidth - element.clientWidth) + ' px');
  }

  // Decoration lets the pointer through, and hides words all the same.
  const everythingIsHit = new CSSStyleSheet();
  everythingIsHit.replaceSync('* { pointer-events: auto !important }');
  document.adoptedStyleSheets.push(everythingIsHit);
  const paints = (element) => {
    const style = styleOf(element);
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (element instanceof SVGGeometryElement || element.matches('img, video, canvas')) return true;
    return style.backgroundImage !== 'none' || !/^(transparent|rgba\\(.*, 0\\)|.* \\/ 0\\))$/.test(style.backgroundColor);
  };
  /** The boxes of an element's own lines, inside what is shown of it. */
  const linesOf = (element, shown) => {
    const range = document.createRange();
    return [...element.childNodes]
      .filter((node) => node.nodeType === 3 && node.textContent.trim() !== '')
      .flatMap((node) => (range.selectNodeContents(node), [...range.getClientRects()]))
      .map((line) => ({
        left: Math.max(line.left, shown.left, 0), right: Math.min(line.right, shown.right, innerWidth),
        middle: (line.top + line.bottom) / 2,
      }))
      .filter(({ left, right, middle }) => right - left > 6 && middle > Math.max(shown.top, 0) && middle < Math.min(shown.bottom, innerHeight));
  };
  const covering = (element, x, y) => {
    for (const above of document.elementsFromPoint(x, y)) {
      if (above === element || above.contains(element) || element.contains(above)) return null;
      if (paints(above)) return above;
    }
    return null;
  };
  /** A head that stays while rows go under it is there for that. */
  const stays = (element) => {
    for (let around = element; around; around = around.parentElement) if (styleOf(around).position === 'sticky') return true;
    return false;
  };
  for (const element of onTop.querySelectorAll('*')) {
    // In a picture that is nothing but a picture, things may lie on each other.
    if (!visible(element) || element.closest('.sr-only, [aria-hidden=true]') || styleOf(element).clipPath !== 'none') continue;
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')) continue;
    const shown = shownBox(element);
    if (shown === null) continue;
    for (const { left, right, middle } of linesOf(element, shown)) {
      const above = [left + 2, (left + right) / 2, right - 2].map((x) => covering(element, x, middle)).find((found) => found !== null);
      if (!above || stays(above)) continue;
      faults.push('"' + named(element) + '" lies under ' + (above.closest('svg') ?? above).outerHTML.slice(0, 60));
      break;
    }
  }
  document.adoptedStyleSheets.pop();

  const pressable = [...onTop.querySelectorAll('a[href], button, input, select, summary, [role=treeitem], [role=option], [role=menuitem]')]
    .filter((element) => visible(element) && styleOf(element).clipPath === 'none')
    .map((element) => ({ element, box: shownBox(element) }))
    .filter(({ box }) => box !== null);
  for (const [index, one] of pressable.entries()) {
    for (const other of pressable.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      // A button that appears on its card under the pointer is laid there on purpose. Where the pointer rests on a screen
      // shared by several windows is chance.
      if (one.element.parentElement === other.element.parentElement && styleOf(other.element).position === 'absolute') continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 1 && down > 1) faults.push('"' + named(one.element) + '" lies on "' + named(other.element) + '"');
    }
  }
  return [...new Set(faults)].slice(0, 8);`;
