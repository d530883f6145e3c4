// One browser that shows the window's pages in a frame of any size, and a few things a person does there. What is done is
// done by script: these tests look at screens; that real keys and clicks work is proved on the built program.

import { until } from '../../../scripts/lib/until.js';
import { Browser } from '../lib/webdriver.js';

/** Runs in the page: what can be pressed under a name. */
const find = `
  const nameOf = (element) => (element.getAttribute('aria-label') ?? element.textContent).trim();
  const find = (selector, name, exact) =>
    [...document.querySelectorAll(selector)].find((element) =>
      element.checkVisibility() && (exact ? nameOf(element) === name : new RegExp(name).test(nameOf(element))));`;

/** The window, and a place in it that no frame reaches: what lies under a pointer looks different. */
const size = { width: 1260, height: 940 };
const beside = { x: size.width - 5, y: size.height - 60 };

export class Stage {
  /** @param {string} address */
  static async open(address) {
    const browser = await Browser.start(null);
    await browser.call('POST', `${browser.session}/window/rect`, size);
    return new Stage(browser, address);
  }

  /**
   * @param {Browser} browser
   * @param {string} address
   */
  constructor(browser, address) {
    this.browser = browser;
    this.address = address;
  }

  close() {
    return this.browser.stop();
  }

  /**
   * Shows the window anew.
   * @param {{ query?: string, width: number, height: number }} screen
   */
  async show({ query = '', width, height }) {
    await this.browser.enter(null);
    await this.browser.open(`${this.address}/stage`);
    await this.browser.movePointer(beside);
    await this.browser.runAsync(
      `const [source, width, height, done] = arguments;
       const frame = document.querySelector('iframe');
       Object.assign(frame.style, { width: width + 'px', height: height + 'px' });
       frame.addEventListener('load', () => done(), { once: true });
       frame.src = source;`,
      [`/?${query}`, width, height],
    );
    await this.browser.enter('iframe');
    await this.wait('a heading', "return document.querySelector('h1') !== null");
  }

  /**
   * Presses what has this name, once it is there and can be pressed.
   * @param {string | RegExp} name
   * @param {string} [selector]
   */
  async press(name, selector = 'button, [role=button], [role=menuitem]') {
    const [text, exact] = typeof name === 'string' ? [name, true] : [name.source, false];
    await this.wait(
      `${name} can be pressed`,
      `${find} const found = find(arguments[0], arguments[1], arguments[2]);
       if (!found || found.disabled) return false;
       found.focus({ focusVisible: false });
       for (const type of ['pointerdown', 'pointerup']) found.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0 }));
       found.click();
       return true;`,
      [selector, text, exact],
    );
  }

  /**
   * Puts the focus where a keyboard would, with its ring.
   * @param {RegExp} name
   * @param {string} selector
   */
  async focus(name, selector) {
    await this.wait(
      `${name} has the focus`,
      `${find} const found = find(arguments[0], arguments[1], false);
       found?.focus({ focusVisible: true });
       return found !== undefined && document.activeElement === found;`,
      [selector, name.source],
    );
  }

  /**
   * Types into the field.
   * @param {string} selector
   * @param {string} text
   */
  async type(selector, text) {
    await this.wait(
      `${selector} is there`,
      `const field = document.querySelector(arguments[0]);
       if (!field) return false;
       field.focus();
       field.value = arguments[1];
       field.dispatchEvent(new Event('input', { bubbles: true }));
       return true;`,
      [selector, text],
    );
  }

  /**
   * A key, where the focus is.
   * @param {string} key
   */
  async key(key) {
    await this.browser.run(
      'document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: arguments[0], bubbles: true, cancelable: true }))',
      [key],
    );
  }

  /**
   * Waits until something is on the screen.
   * @param {string} selector
   * @param {RegExp} [words]
   */
  async see(selector, words = /(?:)/) {
    await this.wait(
      `${selector} says ${words}`,
      `return [...document.querySelectorAll(arguments[0])].some((element) => new RegExp(arguments[1]).test(element.textContent))`,
      [selector, words.source],
    );
  }

  /**
   * @param {string} what
   * @param {string} script
   * @param {unknown[]} [args]
   */
  wait(what, script, args = []) {
    return until(what, () => this.browser.run(script, args));
  }
}
