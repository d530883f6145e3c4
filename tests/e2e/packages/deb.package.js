// The deb as people have it. It installs and removes for real: `npm run test:packaging` runs it in a copy of the system.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from '../lib/app.js';
import { browserStandIn } from '../lib/browser-stand-in.js';
import { mimeType } from '../lib/link-opener.js';
import { answered, begin, brokerUrl, client, goOn, ledOn, startBroker } from '../lib/sign-in.js';
import { word } from '../lib/words.js';
import { program } from '../../../scripts/lib/build.js';
import { ask, run } from '../../../scripts/lib/command.js';
import { startSimulator } from '../../../scripts/lib/simulator.js';
import { until } from '../../../scripts/lib/until.js';

const [older, newer] = (process.env.KEEPSAKE_PACKAGES ?? '').split(path.delimiter);
const entry = '/usr/share/applications/Keepsake.desktop';

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
    for (const file of [entry, program('keepsake'), program('keepsake-desktop')]) assert.equal(existsSync(file), false, file);
    assert.notDeepEqual(readdirSync(home), [], 'what is remembered belongs to the person');
  }));
