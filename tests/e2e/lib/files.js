// What lies in a folder, read while the webview may still tidy it.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Every file below a folder.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/**
 * The webview's own processes tidy their storage a moment longer than the window lives: what is gone holds nothing.
 * @param {string} file
 */
export function contentOf(file) {
  try {
    return readFileSync(file);
  } catch (problem) {
    if (/** @type {NodeJS.ErrnoException} */ (problem).code === 'ENOENT') {
      return Buffer.alloc(0);
    }
    throw problem;
  }
}
