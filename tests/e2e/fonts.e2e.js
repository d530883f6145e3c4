// The window speaks in the font of the desktop, and in one of the same kind where the desktop names one that is missing.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { until } from '../../scripts/lib/until.js';

/** The first screen asks Notion nothing. */
const nowhere = 'http://127.0.0.1:9';

/** How wide a line is in the font of the page, and in each kind of font that every system has. */
const widths = `
  const width = (family) => {
    const line = document.createElement('span');
    line.style.cssText = 'position: absolute; font-size: 40px; font-family: ' + family;
    line.textContent = 'illwwwWW';
    document.body.append(line);
    try { return line.offsetWidth; } finally { line.remove(); }
  };
  return {
    page: width(getComputedStyle(document.body).fontFamily),
    sans: width('sans-serif'), serif: width('serif'), mono: width('monospace'),
  };
`;

/**
 * Measures in a desktop with that font.
 * @param {string} font
 * @param {(widths: { page: number, sans: number, serif: number, mono: number }) => void} hold
 */
function inDesktopWith(font, hold) {
  return withHome(async (home) => {
    const config = path.join(home, 'config');
    mkdirSync(path.join(config, 'gtk-3.0'), { recursive: true });
    writeFileSync(path.join(config, 'gtk-3.0', 'settings.ini'), `[Settings]\ngtk-font-name=${font} 10\n`);
    const where = { home: path.join(home, 'data'), notionUrl: nowhere, env: { XDG_CONFIG_HOME: config } };
    await withApp(where, async (app) => {
      await until('the first view is there', () => app.browser.run("return document.querySelector('h1') !== null"));
      hold(await app.browser.run(widths));
    });
  });
}

test('the font of the desktop is that of the window', () =>
  inDesktopWith('monospace', ({ page, sans, mono }) => {
    assert.notEqual(mono, sans, 'the fonts of this system can be told apart');
    assert.equal(page, mono);
  }));

test('a font of the desktop that is missing is replaced by one of its kind', () =>
  inDesktopWith('No Such Font', ({ page, sans, serif }) => {
    assert.notEqual(serif, sans, 'the fonts of this system can be told apart');
    assert.equal(page, sans);
  }));
