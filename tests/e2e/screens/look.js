// Looks at one screen: a picture of it, its layout measured, and axe with contrast.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../../scripts/lib/place.js';
import { accessibilityFaults, ofThemes, painted, standard } from '../lib/look.js';
import { layoutFaults } from './layout.js';

const folder = process.env.KEEPSAKE_SCREENS ?? inRoot('target', 'screens');

/**
 * Everything that is wrong with a screen.
 * @param {import('./stage.js').Stage} stage
 * @param {import('./list.js').Screen} screen
 * @param {string} theme
 * @returns {Promise<string[]>}
 */
export async function faultsOf(stage, screen, theme) {
  const { name, query = '', walk } = screen;
  const told = (/** @type {string} */ fault) => `${name}, ${theme}: ${fault}`;
  try {
    await stage.show({ ...screen, query: `theme=${theme}&${query}` });
    await walk?.(stage);
    await stage.browser.runAsync(painted);
    const faults = [
      ...(await stage.browser.run(layoutFaults)),
      ...(await accessibilityFaults(stage.browser, theme === 'light' ? [...standard, 'best-practice'] : ofThemes)),
    ];
    await picture(stage, `${name}-${theme}`);
    return faults.map(told);
  } catch (error) {
    await picture(stage, `${name}-${theme}-broken`).catch(() => {});
    return [told(String(error))];
  }
}

/**
 * @param {import('./stage.js').Stage} stage
 * @param {string} name
 */
async function picture({ browser }, name) {
  await browser.enter(null);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.png`), await browser.picture());
}
