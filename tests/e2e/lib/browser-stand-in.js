// A system browser that only writes down what it was asked to open.

import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} folder where it may lie; made if it is missing
 */
export function browserStandIn(folder) {
  mkdirSync(folder, { recursive: true });
  const list = path.join(folder, 'opened');
  const program = path.join(folder, 'xdg-open');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" >> '${list}'\n`);
  chmodSync(program, 0o755);
  return {
    env: { PATH: `${folder}${path.delimiter}${process.env.PATH}` },
    opened: () => (existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : []),
  };
}
