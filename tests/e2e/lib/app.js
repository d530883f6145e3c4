// The built program in a folder of its own, driven through its window.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { program } from '../../../scripts/lib/build.js';
import { inRoot } from '../../../scripts/lib/place.js';
import { until } from '../../../scripts/lib/until.js';
import { accessibilityFaults, painted } from './look.js';
import { Browser } from './webdriver.js';

export const themes = /** @type {const} */ (['light', 'dark']);

/**
 * Runs a test with a folder for everything it writes, which is gone afterwards.
 * @param {(home: string) => Promise<void>} work
 */
export async function withHome(work) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'keepsake-e2e-'));
  try {
    await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/**
 * Runs the program for as long as the work takes.
 * @param {Parameters<typeof App.start>[0]} options
 * @param {(app: App) => Promise<void>} work
 */
export async function withApp(options, work) {
  const app = await App.start(options);
  try {
    await work(app);
  } finally {
    await app.stop();
  }
}

export class App {
  /**
   * @param {{ home: string, theme?: string, notionUrl?: string, env?: Record<string, string>, words?: string[] }} options
   */
  static async start({ home, theme = 'light', notionUrl, env = {}, words = [] }) {
    const surroundings = {
      KEEPSAKE_HOME: home,
      KEEPSAKE_THEME: theme,
      // The highest pace that can be asked for; nothing here is about waiting.
      KEEPSAKE_REQUESTS_PER_SECOND: '10',
      ...(notionUrl ? { KEEPSAKE_NOTION_URL: notionUrl } : {}),
      ...env,
    };
    const browser = await Browser.start(program('keepsake-desktop'), surroundings, words);
    return new App(browser, theme);
  }

  /**
   * @param {Browser} browser
   * @param {string} theme
   */
  constructor(browser, theme) {
    this.browser = browser;
    this.theme = theme;
  }

  stop() {
    return this.browser.stop();
  }

  /**
   * Presses a button that is shown, once it can be pressed.
   * @param {string | RegExp} name
   */
  async press(name) {
    const button = await this.browser.find('button', name);
    await until(`the button ${name} can be pressed`, () => button.isEnabled());
    await button.click();
  }

  /**
   * Waits for a screen by its heading.
   * @param {string | RegExp} name
   * @param {number} [milliseconds]
   */
  async screen(name, milliseconds) {
    await this.browser.find('heading', name, milliseconds);
  }

  /**
   * Whether the window shows these words at the moment.
   * @param {string} words
   * @returns {Promise<boolean>}
   */
  shows(words) {
    return this.browser.run('return document.body.innerText.includes(arguments[0])', [words]);
  }

  /**
   * What the core answers to the window.
   * @param {string} command
   * @param {object} [values]
   */
  async invoke(command, values = {}) {
    const { answer, error } = await this.browser.runAsync(
      `const [command, values, done] = arguments;
       window.__TAURI_INTERNALS__.invoke(command, values).then((answer) => done({ answer }), (error) => done({ error }));`,
      [command, values],
    );
    if (error) throw new Error(`${command}: ${JSON.stringify(error)}`);
    return answer;
  }

  /**
   * The id of the page with this title in the first workspace.
   * @param {string} title
   * @returns {Promise<string>}
   */
  async pageId(title) {
    const tree = await this.invoke('tree', { connection: '1' });
    const node = tree.find((/** @type {{ title: string }} */ one) => one.title === title);
    if (!node) throw new Error(`There is no page ${title}`);
    return node.id;
  }

  /**
   * Takes a picture of the screen and lets axe look at it; anything it finds is an error that names the element.
   * @param {string} name
   */
  async inspect(name) {
    await this.browser.runAsync(painted);
    const folder = process.env.KEEPSAKE_PICTURES ?? inRoot('target', 'pictures');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${name}-${this.theme}.png`), await this.browser.picture());

    const faults = await accessibilityFaults(this.browser);
    if (faults.length > 0) throw new Error(`${name}, ${this.theme}: ${faults.join('\n')}`);
  }
}
