/** F6 walks the regions of the window: rail, content, strip. A region is any element with `data-region`. */
const inside = 'a[href], button:not(:disabled), input, [tabindex]';

export function nextRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  if (regions.length < 2) return false;
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const there = regions[(here + step + regions.length) % regions.length];
  const target = [...there.querySelectorAll<HTMLElement>(inside)].find((one) => one.tabIndex >= 0) ?? there.querySelector('h1');
  target?.focus();
  return target !== null;
}
