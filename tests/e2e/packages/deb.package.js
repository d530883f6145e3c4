// The deb as people have it. It installs and removes for real: `npm run test:packaging` runs it in a copy of the system.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from '../lib/app.js';
import { browserStandIn } from '../lib/browser-stand-in.js';
import { mimeType } from '../lib/link-opener.js';
import { publisher } from '../lib/releases.js';
import { answered, begin, brokerUrl, client, goOn, ledOn, startBroker } from '../lib/sign-in.js';
import { word } from '../lib/words.js';
import { program } from '../../../scripts/lib/build.js';
import { ask, run } from '../../../scripts/lib/command.js';
import { startSimulator } from '../../../scripts/lib/simulator.js';
import { until } from '../../../scripts/lib/until.js';

const [older, newer] = (process.env.KEEPSAKE_PACKAGES ?? '').split(path.delimiter);
const entry = '/usr/share/applications/Keepsake.desktop';
const shared = [
  '/usr/share/man/man1/keepsake.1.gz',
  '/usr/share/man/man1/keepsake-import.1.gz',
  '/usr/share/bash-completion/completions/keepsake',
  '/usr/share/zsh/vendor-completions/_keepsake',
  '/usr/share/fish/vendor_completions.d/keepsake.fish',
];

/** @param {string[]} what */
const apt = (...what) =>
  run('apt-get', ['--yes', '--quiet=2', '-o', 'Dpkg::Use-Pty=0', ...what], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
const opensLinks = () => ask('gio', ['mime', mimeType]).output.includes(path.basename(entry));
const isShown = () => ask('xdotool', ['search', '--onlyvisible', '--name', '^Keepsake$']).output !== '';
const version = () => ask('dpkg-query', ['--show', '--showformat=${Version}', 'keepsake']).output;

test('the deb installs, is opened by a link, is upgraded with everything kept, and leaves with its scheme', () =>
  withHome(async (home) => {
    assert.equal(opensLinks(), false, 'nobody opens our links before');
    await apt('install', older);
    const before = version();
    assert.equal(opensLinks(), true, 'the system knows who opens our links');
    await run('desktop-file-validate', [entry]);
    await run(program('keepsake'), ['--version']);
    for (const file of shared) assert.ok(existsSync(file), `${file} comes with it`);

    const simulator = await startSimulator('flat');
    const broker = await startBroker(simulator.url);
    const browser = browserStandIn(path.join(home, 'outside'));
    const service = { KEEPSAKE_SIGN_IN_BROKER_URL: brokerUrl, KEEPSAKE_SIGN_IN_CLIENT_ID: client.id };
    const options = { home, notionUrl: simulator.url, env: { ...browser.env, ...service } };
    try {
      await withApp(options, async (app) => {
        const link = await ledOn(await answered(await begin(app, browser), 'allow'));
        assert.match(link, /^keepsake:/, 'the program knows that links lead to it');
        await run('gio', ['open', link], { env: { KEEPSAKE_HOME: home } });
        await goOn(app);
      });

      await apt('install', newer);
      assert.notEqual(version(), before);
      assert.equal(opensLinks(), true);
      // Only a window manager minimises, and only something like a taskbar asks for it.
      await apt('install', '--no-install-recommends', 'openbox', 'xdotool');
      const manager = spawn('openbox', { stdio: 'ignore' });
      await withApp(options, async (app) => {
        const [kept] = await app.invoke('connections');
        assert.equal(kept.kind, 'signIn');
        await until('the window is there', isShown);
        await run('xdotool', ['search', '--name', '^Keepsake$', 'windowminimize', '--sync']);
        assert.equal(isShown(), false);
        await run('gio', ['open', 'keepsake://oauth/callback?pickup=p&state=s'], { env: { KEEPSAKE_HOME: home } });
        await until('the link is answered', () => app.shows(word('link-nobody-asked')));
        await until('the window is back', isShown);
      });
      manager.kill();
    } finally {
      await broker.stop();
      await simulator.stop();
    }

    await apt('remove', 'keepsake');
    assert.equal(opensLinks(), false, 'the scheme is gone');
    for (const file of [entry, program('keepsake'), program('keepsake-desktop'), ...shared])
      assert.equal(existsSync(file), false, file);
    assert.notDeepEqual(readdirSync(home), [], 'what is remembered belongs to the person');
  }));

test('a new version is fetched, verified and installed from inside the program', async (context) => {
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
