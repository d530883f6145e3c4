// A person who has no pointer: real key events only, and after each of them a look at what has the focus. What has it has to be on
// show, whole enough to be seen, and drawn with a ring; nothing may keep it.

import assert from 'node:assert/strict';
import { until } from '../../../scripts/lib/until.js';

/** As WebDriver names keys (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
export const key = {
  tab: '\uE004',
  enter: '\uE007',
  shift: '\uE008',
  control: '\uE009',
  alt: '\uE00A',
  escape: '\uE00C',
  space: ' ',
  pageUp: '\uE00E',
  pageDown: '\uE00F',
  end: '\uE010',
  home: '\uE011',
  left: '\uE012',
  up: '\uE013',
  right: '\uE014',
  down: '\uE015',
  f6: '\uE036',
};

/**
 * One key while another is held.
 * @param {import('./webdriver.js').Browser} browser
 * @param {string} held
 * @param {string} value
 */
export async function chord(browser, held, value) {
  const actions = [
    { type: 'keyDown', value: held },
    { type: 'keyDown', value },
    { type: 'keyUp', value },
    { type: 'keyUp', value: held },
  ];
  await browser.call('POST', `${browser.session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
}

/** Runs in the page: what has the focus, and what is wrong with how it shows it. Null where nothing has it. */
const lookAtFocus = `
  const stop = document.activeElement;
  if (stop === null || stop === document.body) return null;
  window.stops ??= new Map();
  if (!window.stops.has(stop)) window.stops.set(stop, window.stops.size + 1);
  const labels = [...(stop.labels ?? [])].map((one) => one.textContent.trim());
  const pointed = (stop.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent.trim());
  const name = [stop.getAttribute('aria-label'), ...pointed, ...labels, stop.textContent.trim(), stop.tagName].find(Boolean);
  const faults = [];
  const box = stop.getBoundingClientRect();
  const inside = { left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth), top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight) };
  if (!stop.checkVisibility({ opacityProperty: true, visibilityProperty: true })) faults.push('is hidden');
  else if (inside.right - inside.left < 4 || inside.bottom - inside.top < 4) faults.push('is outside of the window');
  else {
    const places = [0.5, 0.1, 0.9].map((share) => [
      inside.left + (inside.right - inside.left) * share, inside.top + (inside.bottom - inside.top) * share,
    ]);
    const seen = ([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (stop.contains(top) || top.contains(stop) || [...(stop.labels ?? [])].some((one) => one.contains(top)));
    };
    if (!places.some(seen)) faults.push('lies under something');
  }
  // A part may leave the ring to what is around it: a card to its radio button, a field to its frame.
  const ringed = (one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && !/, 0\\)$/.test(outlineColor);
  };
  let around = stop;
  for (let steps = 0; steps < 3 && around !== null && !ringed(around); steps += 1) around = around.parentElement;
  if (around === null || !ringed(around)) faults.push('has no ring');
  return {
    number: window.stops.get(stop), name: name.replaceAll(/\\s+/g, ' ').slice(0, 60), tag: stop.tagName.toLowerCase(),
    role: stop.getAttribute('role') ?? '', faults,
  };`;

/** @typedef {{ number: number, name: string, tag: string, role: string, faults: string[] }} Stop */

/** No screen has more places for the focus than this. */
const mostStops = 80;

export class Keyboard {
  /** @param {import('./app.js').App} app */
  constructor(app) {
    this.app = app;
    this.browser = app.browser;
    /** @type {string[]} every stop of the way, for whoever reads the output */
    this.way = [];
  }

  /**
   * What has the focus; a fault with it ends the test.
   * @returns {Promise<Stop | null>}
   */
  async stop() {
    /** @type {Stop | null} */
    const stop = await this.browser.run(lookAtFocus);
    // A heading says where one is and is not pressed; nothing leads to it but a change of the view.
    if (stop !== null && stop.tag !== 'h1') {
      this.way.push(`${stop.role || stop.tag} “${stop.name}”`);
      assert.deepEqual(stop.faults, [], `${stop.role || stop.tag} “${stop.name}”`);
    }
    return stop;
  }

  /**
   * Presses keys, one after the other, and looks at what has the focus then.
   * @param {string} keys
   */
  async press(keys) {
    await this.browser.press(keys);
    return this.stop();
  }

  /**
   * @param {string} held
   * @param {string} value
   */
  chord(held, value) {
    return chord(this.browser, held, value);
  }

  /**
   * With Tab to what has this name.
   * @param {string | RegExp} name
   */
  async to(name) {
    const fits = (/** @type {Stop} */ stop) => (typeof name === 'string' ? stop.name === name : name.test(stop.name));
    for (let times = 0; times < mostStops; times += 1) {
      const stop = await this.press(key.tab);
      if (stop !== null && fits(stop)) return;
    }
    throw new Error(`Tab does not lead to ${name}; the way: ${this.way.slice(-mostStops).join(', ')}`);
  }

  /**
   * Waits for a screen, goes once around it with Tab and comes back to where the round began, then the same way backwards.
   * Whatever keeps the focus closes a smaller circle, or none.
   * @param {string | RegExp} heading
   */
  async around(heading) {
    await this.app.screen(heading);
    const forth = await this.round(() => this.press(key.tab));
    const back = await this.round(async () => {
      await this.chord(key.shift, key.tab);
      return this.stop();
    });
    assert.deepEqual([...back].sort(), [...forth].sort(), `the way back around “${heading}” is the way there`);
    assert.ok(forth.length > 1, `there is more than one stop on “${heading}”`);
  }

  /** @param {() => Promise<Stop | null>} step */
  async round(step) {
    /** @type {Stop[]} */
    const stops = [];
    for (let times = 0; times < mostStops; times += 1) {
      const stop = await step();
      // Between the last and the first the window itself has the focus.
      if (stop === null || stop.tag === 'h1') continue;
      const before = stops.findIndex(({ number }) => number === stop.number);
      if (before === 0) return stops.map(({ name }) => name);
      assert.equal(before, -1, `“${stop.name}” keeps the focus: ${stops.map(({ name }) => name).join(', ')}`);
      stops.push(stop);
    }
    throw new Error(`Tab does not come around: ${stops.map(({ name }) => name).join(', ')}`);
  }

  /**
   * Waits until a script says so.
   * @param {string} what
   * @param {string} script
   */
  until(what, script) {
    return until(what, () => this.browser.run(script));
  }
}
