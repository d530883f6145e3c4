// One visit to the real window for the album: going somewhere by what is written there, and taking a screen's pictures, which
// includes measuring it. What is wrong with a screen is collected, so that one bad screen does not hide the next.

import path from 'node:path';
import sharp from 'sharp';
import { until } from '../../../scripts/lib/until.js';
import { accessibilityFaults, ofThemes, painted, standard } from '../lib/look.js';
import { layoutFaults } from '../screens/layout.js';

const themes = /** @type {const} */ (['light', 'dark']);
/** A slow machine that imports beside it takes this long for a screen. */
const patience = 60_000;

/** Presses what says these words, or is described by them; answers whether it could. */
const pressing = `
  const [words, selector] = arguments;
  const said = (one) => [one.getAttribute('aria-label'), one.textContent, one.title].filter(Boolean).map((text) => text.trim());
  const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const one = all.find((one) => said(one).includes(words)) ?? all.find((one) => said(one).some((text) => text.startsWith(words)));
  if (!one || one.disabled || one.getAttribute('aria-disabled') === 'true') return false;
  one.scrollIntoView({ block: 'nearest' });
  one.focus();
  one.click();
  return true;`;
const pressables =
  'button, a[href], summary, label, [role=tab], [role=option], [role=menuitem], [role=menuitemradio], [role=treeitem], [role=radio]';

export class Visit {
  /**
   * @param {import('../lib/app.js').App} app
   * @param {{ folder: string, language: string, faults: string[], taken: Map<string, boolean> }} album
   */
  constructor(app, album) {
    this.app = app;
    this.browser = app.browser;
    this.album = album;
    /** Of the window, in pixels of text that is as large as usual. */
    this.width = 0;
  }

  /**
   * Waits until the window shows these words.
   * @param {string} words
   */
  see(words) {
    return until(`the window shows “${words}”`, () => this.app.shows(words), patience);
  }

  /**
   * Waits until there is an element.
   * @param {string} selector
   */
  seeElement(selector) {
    const script = 'return document.querySelector(arguments[0])?.checkVisibility() === true';
    return until(`there is ${selector}`, () => this.browser.run(script, [selector]), patience);
  }

  /**
   * Presses what says these words.
   * @param {string} words
   * @param {string} [selector]
   */
  async press(words, selector = pressables) {
    await until(`“${words}” can be pressed`, () => this.browser.run(pressing, [words, selector]), patience);
  }

  /**
   * Types into a field as a person would, in place of what is there.
   * @param {string} selector
   * @param {string} text
   */
  async type(selector, text) {
    await this.seeElement(selector);
    await this.browser.run('const one = document.querySelector(arguments[0]); one.focus(); one.select();', [selector]);
    await this.browser.press(text);
  }

  /**
   * Opens a menu and, where one is named, chooses what is in it.
   * @param {string | RegExp} button
   * @param {string} [item]
   */
  async menu(button, item) {
    await this.app.press(button);
    await this.seeElement('[role=menu]');
    if (item) await this.press(item, '[role^=menuitem]');
  }

  /** Closes what lies over the screen. */
  async leave() {
    await this.keys('\uE00C');
    await until('nothing lies over the screen', () =>
      this.browser.run('return document.querySelector("[role=dialog], [role=menu], [role=alertdialog]") === null'),
    );
  }

  /** @param {string} keys */
  keys(keys) {
    return this.browser.press(keys);
  }

  /**
   * The pictures of a screen, light and dark and in English at twice the text size, with everything that is wrong with it.
   * @param {string} name
   * @param {{ enlarged?: boolean, at?: string }} [options] `at`: what the picture begins with, at either size
   */
  async take(name, { enlarged = true, at } = {}) {
    const { language, faults, taken } = this.album;
    const tell = (/** @type {string} */ where, /** @type {string[]} */ found) =>
      faults.push(...found.map((one) => `${name}, ${language}, ${where}: ${one}`));
    const begin = async () => {
      if (at) await this.browser.run('document.querySelector(arguments[0]).scrollIntoView()', [at]);
    };
    await begin();
    for (const theme of themes) {
      await this.browser.run('document.documentElement.dataset.theme = arguments[0]', [theme]);
      await this.browser.runAsync(painted);
      await this.picture(`${name}-${language}-${theme}`);
      if (theme === 'light') tell(theme, await this.browser.run(layoutFaults));
      tell(theme, await accessibilityFaults(this.browser, theme === 'light' ? standard : ofThemes));
    }
    await this.browser.run("document.documentElement.dataset.theme = 'light'");
    taken.set(name, enlarged);
    if (!enlarged) return;
    await this.enlarge(200);
    await begin();
    tell('twice the text size', await this.browser.run(layoutFaults));
    tell('twice the text size', await accessibilityFaults(this.browser, standard));
    if (language === 'en') await this.picture(`${name}-${language}-200`);
    await this.enlarge(100);
  }

  /**
   * What the window shows now, without loss in a third of the room that a PNG takes.
   * @param {string} name
   */
  async picture(name) {
    const file = path.join(this.album.folder, `${name}.webp`);
    await sharp(await this.browser.picture())
      .webp({ lossless: true, effort: 6 })
      .toFile(file);
  }

  /**
   * Text of so many hundredths of its size, by the setting that people have for it.
   * @param {number} percent
   */
  async enlarge(percent) {
    const width = () => this.browser.run('return innerWidth');
    // The window itself is larger once there is a memory.
    if (percent !== 100) this.width = await width();
    await this.app.invoke('change_setting', { change: { setting: 'textPercent', value: percent } });
    await until(`text has ${percent} %`, async () => Math.abs(((await width()) * percent) / 100 - this.width) < 4);
    await this.browser.runAsync(painted);
  }
}
