// The TypeScript types and calls of every command, written by the shell itself.

import { run } from './command.js';
import { program } from './build.js';

/**
 * Writes them to a file and gives back its path. The shell must have been built; it needs no display for this.
 * @param {string} file
 */
export async function exportBindings(file) {
  await run(program('keepsake-desktop'), ['--export-bindings', file]);
  return file;
}
