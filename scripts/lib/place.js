// Where things are in the repository. Everything else asks here instead of counting `..`.

import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json and Cargo.toml. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {...string} parts */
export function inRoot(...parts) {
  return path.join(root, ...parts);
}
