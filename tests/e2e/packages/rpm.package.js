// The rpm as people have it. The system is a Debian with the tool rpm, so two things of a Fedora are played: what the package requires is
// there already under other names, and the list of who opens which links is made anew after each change, as a trigger of Fedora's
// desktop-file-utils does. A real Fedora has not seen the package.

import test from 'node:test';
import { ask, run } from '../../../scripts/lib/command.js';
import { goThroughLife, handedIn } from './lifecycle.js';

const { older, newer } = handedIn('rpm');

/** @param {string[]} what */
async function rpm(...what) {
  await run('rpm', ['--nodeps', ...what]);
  await run('update-desktop-database', ['/usr/share/applications']);
}

test('the rpm installs, is opened by a link, is upgraded with everything kept, and leaves with its scheme', () =>
  goThroughLife({
    older,
    newer,
    install: (file) => rpm('--upgrade', file),
    remove: () => rpm('--erase', 'keepsake'),
    version: () => ask('rpm', ['--query', '--queryformat=%{VERSION}', 'keepsake']).output,
    files: ['/usr/share/zsh/site-functions/_keepsake'],
  }));
