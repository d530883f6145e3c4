// A small WebDriver client: the part of https://www.w3.org/TR/webdriver2/ that these tests use, over fetch.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { until } from '../../../scripts/lib/until.js';

/** How WebDriver marks an element in its answers. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** No answer takes longer than this, in milliseconds. */
const answerTime = 90_000;

/** Where each role can be found; the driver then decides whether it really is one. */
const candidates = {
  alert: '[role=alert]',
  button: 'button, [role=button], summary',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  combobox: 'select, input[role=combobox]',
  heading: 'h1, h2, h3, [role=heading]',
  link: 'a[href], [role=link]',
  listitem: 'li, [role=listitem]',
  menuitem: '[role=menuitem]',
  menuitemradio: '[role=menuitemradio]',
  option: 'option, [role=option]',
  progressbar: 'progress, [role=progressbar]',
  radio: 'input[type=radio], [role=radio]',
  rowheader: 'th[scope=row], [role=rowheader]',
  searchbox: 'input[type=search], [role=searchbox]',
  switch: '[role=switch]',
  tab: '[role=tab]',
  textbox: 'input:not([type]), input[type=text], input[type=password], textarea, [role=textbox]',
  tree: '[role=tree]',
  treeitem: '[role=treeitem]',
};

/** @typedef {keyof typeof candidates} Role */

export class Browser {
  /**
   * Starts the driver and, through it, the program; without one, the driver's own plain browser.
   * @param {string | null} program
   * @param {Record<string, string>} [environment]
   * @param {string[]} [words] what the program is started with
   */
  static async start(program, environment = {}, words = []) {
    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
      env: { ...process.env, ...environment, TAURI_WEBVIEW_AUTOMATION: 'true' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const browser = new Browser(driver, `http://127.0.0.1:${port}`);
    await until('the driver answers', () => browser.call('GET', '/status'));
    const alwaysMatch = program === null ? {} : { 'webkitgtk:browserOptions': { binary: program, args: words } };
    const capabilities = { alwaysMatch };
    const { sessionId } = await browser.call('POST', '/session', { capabilities });
    browser.session = `/session/${sessionId}`;
    await browser.call('POST', `${browser.session}/timeouts`, { script: 60_000 });
    return browser;
  }

  /**
   * @param {import('node:child_process').ChildProcess} driver
   * @param {string} address
   */
  constructor(driver, address) {
    this.driver = driver;
    this.address = address;
    this.session = '';
  }

  /** Ends the program and the driver; neither is left behind when one of them does not answer. */
  async stop() {
    const started = [...childrenOf(this.driver.pid), this.driver.pid];
    await this.call('DELETE', this.session).catch(() => {});
    this.driver.kill();
    await until('the program has ended', () => !started.some(isRunning), 5_000).catch(() => {
      for (const pid of started.filter(isRunning)) process.kill(/** @type {number} */ (pid), 'SIGKILL');
    });
  }

  /**
   * @param {'GET' | 'POST' | 'DELETE'} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async call(method, path, body) {
    const response = await fetch(this.address + path, {
      method,
      signal: AbortSignal.timeout(answerTime),
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /**
   * Runs a function body in the page.
   * @param {string} script
   * @param {unknown[]} [args]
   */
  run(script, args = []) {
    return this.call('POST', `${this.session}/execute/sync`, { script, args });
  }

  /**
   * Runs a function body in the page whose last argument is a callback.
   * @param {string} script
   * @param {unknown[]} [args]
   */
  runAsync(script, args = []) {
    return this.call('POST', `${this.session}/execute/async`, { script, args });
  }

  /**
   * The elements of this role, as assistive technology sees them, whose name matches.
   * @param {Role} role
   * @param {string | RegExp} [name]
   */
  async all(role, name = /(?:)/) {
    const found = await this.call('POST', `${this.session}/elements`, {
      using: 'css selector',
      value: candidates[role],
    });
    const matching = [];
    for (const element of found) {
      const one = new Element(this, element[elementKey]);
      // The driver has no name for what is not drawn, such as a step of the first run below the settings.
      const label = await one.label().catch(() => null);
      if (label !== null && (typeof name === 'string' ? label === name : name.test(label))) matching.push(one);
    }
    return matching;
  }

  /**
   * Waits for one element of this role and name that is shown.
   * @param {Role} role
   * @param {string | RegExp} [name]
   * @param {number} [milliseconds]
   */
  async find(role, name, milliseconds) {
    const looked = async () => {
      for (const element of await this.all(role, name)) if (await element.isShown()) return element;
      return null;
    };
    try {
      return await until(`a ${role} named ${name ?? 'anything'} is shown`, looked, milliseconds);
    } catch (error) {
      const text = await this.run('return document.body.innerText').catch(() => 'nothing');
      throw new Error(`${/** @type {Error} */ (error).message}. The window shows:\n${text}`, { cause: error });
    }
  }

  /**
   * Presses keys where the focus is.
   * @param {string} keys
   */
  async press(keys) {
    const actions = [...keys].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.call('POST', `${this.session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /**
   * Moves the pointer to a place in the window.
   * @param {{ x: number, y: number }} place
   */
  async movePointer({ x, y }) {
    const actions = [{ type: 'pointerMove', duration: 0, x, y }];
    const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
    await this.call('POST', `${this.session}/actions`, { actions: [pointer] });
  }

  /**
   * Shows an address.
   * @param {string} url
   */
  open(url) {
    return this.call('POST', `${this.session}/url`, { url });
  }

  /**
   * Everything from here on is about a frame of the page, or about the page itself again.
   * @param {string | null} selector
   */
  async enter(selector) {
    const id = selector === null ? null : await this.element(selector);
    await this.call('POST', `${this.session}/frame`, { id });
  }

  /** @param {string} selector */
  element(selector) {
    return this.call('POST', `${this.session}/element`, { using: 'css selector', value: selector });
  }

  /** What the window shows, as PNG. */
  async picture() {
    return Buffer.from(await this.call('GET', `${this.session}/screenshot`), 'base64');
  }
}

class Element {
  /**
   * @param {Browser} browser
   * @param {string} id
   */
  constructor(browser, id) {
    this.browser = browser;
    this.path = `${browser.session}/element/${id}`;
    this.reference = { [elementKey]: id };
  }

  /** @returns {Promise<string>} */
  label() {
    return this.browser.call('GET', `${this.path}/computedlabel`);
  }

  /** @returns {Promise<string>} */
  text() {
    return this.browser.call('GET', `${this.path}/text`);
  }

  /** @returns {Promise<boolean>} */
  isShown() {
    return this.browser.call('GET', `${this.path}/displayed`);
  }

  /** @returns {Promise<boolean>} */
  isEnabled() {
    return this.browser.call('GET', `${this.path}/enabled`);
  }

  /**
   * @param {string} name
   * @returns {Promise<string | null>}
   */
  attribute(name) {
    return this.browser.call('GET', `${this.path}/attribute/${name}`);
  }

  /**
   * @param {string} name
   * @returns {Promise<unknown>}
   */
  property(name) {
    return this.browser.call('GET', `${this.path}/property/${name}`);
  }

  click() {
    return this.browser.call('POST', `${this.path}/click`);
  }

  /** @param {string} text */
  type(text) {
    return this.browser.call('POST', `${this.path}/value`, { text });
  }

  clear() {
    return this.browser.call('POST', `${this.path}/clear`);
  }
}

/**
 * @param {number | undefined} pid
 * @returns {number[]}
 */
function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** @param {number | undefined} pid */
export function isRunning(pid) {
  return existsSync(`/proc/${pid}/exe`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
