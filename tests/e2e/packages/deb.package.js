// The deb as people have it, on a Debian.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from '../lib/app.js';
import { publisher } from '../lib/releases.js';
import { ask } from '../../../scripts/lib/command.js';
import { apt, goThroughLife, handedIn } from './lifecycle.js';

const { older, newer } = handedIn('deb');
const version = () => ask('dpkg-query', ['--show', '--showformat=${Version}', 'keepsake']).output;

test('the deb installs, is opened by a link, is upgraded with everything kept, and leaves with its scheme', () =>
  goThroughLife({
    older,
    newer,
    install: (file) => apt('install', file),
    remove: () => apt('remove', 'keepsake'),
    version,
    files: ['/usr/share/zsh/vendor-completions/_keepsake'],
  }));

test('a new version is fetched, verified and installed from inside the program', async (context) => {
  if (process.env.KEEPSAKE_FROM === 'earlier') return context.skip('what is upgraded from may know no new versions');
  if (process.env.KEEPSAKE_BUILT !== 'debug') return context.skip('only a debug build can be told where new versions come from');
  return withHome(async (home) => {
    await apt('install', older);
    const before = version();
    const releases = await publisher(path.join(home, 'releases'));
    // Nobody can type a password here; the test is root already.
    const rights = path.join(home, 'rights');
    mkdirSync(rights);
    writeFileSync(path.join(rights, 'pkexec'), '#!/bin/sh\nexec "$@"\n');
    chmodSync(path.join(rights, 'pkexec'), 0o755);
    const env = { ...releases.env, PATH: `${rights}:${process.env.PATH}` };
    try {
      await withApp({ home, env }, async (app) => {
        await releases.publish('9.9.9', readFileSync(newer), { platform: 'linux-x86_64-deb', altered: true });
        for (const step of ['look_for_update', 'fetch_update', 'install_update']) await app.invoke(step);
        assert.equal(version(), before, 'what was altered is not installed');
        await releases.publish('9.9.9', readFileSync(newer), { platform: 'linux-x86_64-deb' });
        for (const step of ['look_for_update', 'fetch_update', 'install_update']) await app.invoke(step);
        assert.notEqual(version(), before);
      });
    } finally {
      await releases.stop();
    }
    await apt('remove', 'keepsake');
  });
});
