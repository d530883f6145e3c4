// The deb on a system that has nothing: it brings what it needs, no recommendation asked, and leaves nothing of its own behind.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { ask, run } from '../../../scripts/lib/command.js';
import { apt } from './lifecycle.js';

const programs = ['/usr/bin/keepsake', '/usr/bin/keepsake-desktop'];
const opensLinks = '/usr/share/applications/mimeinfo.cache';

/** @param {string} deb */
export async function installsAlone(deb) {
  await apt('install', '--no-install-recommends', deb);
  for (const program of programs) {
    const missing = ask('ldd', [program])
      .output.split('\n')
      .filter((line) => line.includes('not found'));
    assert.deepEqual(missing, [], `${program} finds every library`);
  }
  await run(programs[0], ['--version']);
  await run(programs[0], ['import', '--sample', '--yes'], { env: { KEEPSAKE_HOME: '/tmp/alone', HOME: '/tmp/alone' } });
  assert.match(readFileSync(opensLinks, 'utf8'), /x-scheme-handler\/keepsake=Keepsake\.desktop/, 'links lead to it');
  await apt('purge', '--auto-remove', 'keepsake');
  for (const program of programs) assert.equal(existsSync(program), false);
  assert.ok(!existsSync(opensLinks) || !readFileSync(opensLinks, 'utf8').includes('keepsake'), 'the scheme is gone');
}
