// What a screen reader is told of the tree in the window: a process beside the tests that asks the accessibility bus
// (screen-reader.py). It sees what the engine tells, which is not always what the page says.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pythonWithAccessibility } from '../../../scripts/lib/requirements.js';
import { inRoot } from '../../../scripts/lib/place.js';
import { until } from '../../../scripts/lib/until.js';

/**
 * @typedef {{ role: string, name: string, description: string, level: number, posinset: number, setsize: number,
 *   checked: boolean, mixed: boolean, expandable: boolean, expanded: boolean, focused: boolean }} Row
 * @typedef {{ role: string, name: string, multiselectable: boolean, rows: Row[] }} Tree
 */

/** Starts it. */
export function startScreenReader() {
  const python = pythonWithAccessibility();
  if (python === null) throw new Error('no Python here can ask the accessibility bus');
  const child = spawn(python, [inRoot('tests', 'e2e', 'lib', 'screen-reader.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const look = async () => {
    child.stdin.write('look\n');
    const { value, done } = await lines.next();
    if (done) throw new Error('the screen reader has ended');
    const told = JSON.parse(value);
    return told && !told.gone ? /** @type {Tree} */ (told) : null;
  };
  return {
    /**
     * Waits until the tree is told as it should be.
     * @param {string} what
     * @param {(tree: Tree) => boolean} [isSo]
     * @returns {Promise<Tree>}
     */
    async tree(what, isSo = () => true) {
      /** @type {Tree | null} */
      let last = null;
      const told = async () => {
        const tree = await look();
        last = tree ?? last;
        return tree !== null && isSo(tree) ? tree : null;
      };
      try {
        return await until(`a screen reader is told that ${what}`, told);
      } catch (error) {
        throw new Error(`${/** @type {Error} */ (error).message}. It is told:\n${JSON.stringify(last, null, 1)}`, {
          cause: error,
        });
      }
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve(undefined));
        child.stdin.end();
      }),
  };
}
