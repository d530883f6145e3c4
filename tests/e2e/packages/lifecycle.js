// What every package goes through as people have it: installed, opened by a link, upgraded with everything kept, removed. How each kind
// of package is installed is its own test's. It happens for real: `npm run test:packaging` runs it in a copy of the system.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { withApp, withHome } from '../lib/app.js';
import { browserStandIn } from '../lib/browser-stand-in.js';
import { mimeType } from '../lib/link-opener.js';
import { answered, begin, brokerUrl, client, goOn, ledOn, startBroker } from '../lib/sign-in.js';
import { importEverything, searchAndOpen } from '../lib/steps.js';
import { word } from '../lib/words.js';
import { program } from '../../../scripts/lib/build.js';
import { ask, run } from '../../../scripts/lib/command.js';
import { startSimulator } from '../../../scripts/lib/simulator.js';
import { until } from '../../../scripts/lib/until.js';

const entry = '/usr/share/applications/Keepsake.desktop';
const shared = [
  '/usr/share/man/man1/keepsake.1.gz',
  '/usr/share/man/man1/keepsake-import.1.gz',
  '/usr/share/bash-completion/completions/keepsake',
  '/usr/share/fish/vendor_completions.d/keepsake.fish',
];

/** @param {string[]} what */
export const apt = (...what) =>
  run('apt-get', ['--yes', '--quiet=2', '-o', 'Dpkg::Use-Pty=0', ...what], { env: { DEBIAN_FRONTEND: 'noninteractive' } });

/**
 * The older and the newer package of a kind, as they were handed in.
 * @param {string} kind
 */
export function handedIn(kind) {
  const packages = (process.env.KEEPSAKE_PACKAGES ?? '').split(path.delimiter);
  const [older, newer] = packages.filter((file) => file.endsWith(`.${kind}`));
  return { older, newer };
}

const opensLinks = () => ask('gio', ['mime', mimeType]).output.includes(path.basename(entry));
const isShown = () => ask('xdotool', ['search', '--onlyvisible', '--name', 'Keepsake$']).output !== '';

/**
 * @typedef {object} Kind
 * @property {string} older a package of before
 * @property {string} newer the package that was built
 * @property {(file: string) => Promise<unknown>} install
 * @property {() => Promise<unknown>} remove
 * @property {() => string} version of what is installed
 * @property {string[]} files what comes with it beside the two programs, where this kind of system looks for it
 */

/**
 * @param {Kind} kind
 * @returns {Promise<void>}
 */
export function goThroughLife({ older, newer, install, remove, version, files }) {
  const brought = [...shared, ...files];
  return withHome(async (home) => {
    assert.equal(opensLinks(), false, 'nobody opens our links before');
    await install(older);
    const before = version();
    assert.equal(opensLinks(), true, 'the system knows who opens our links');
    await run('desktop-file-validate', [entry]);
    await run(program('keepsake'), ['--version']);

    const simulator = await startSimulator('nested');
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
        await importEverything(app);
      });

      await install(newer);
      assert.notEqual(version(), before);
      assert.equal(opensLinks(), true);
      for (const file of brought) assert.ok(existsSync(file), `${file} comes with it`);
      // Only a window manager minimises, and only something like a taskbar asks for it.
      await apt('install', '--no-install-recommends', 'openbox', 'xdotool');
      const manager = spawn('openbox', { stdio: 'ignore' });
      await withApp(options, async (app) => {
        const [kept] = await app.invoke('connections');
        assert.equal(kept.kind, 'signIn');
        const { tokens } = await simulator.ask('truth');
        const { token } = tokens.find((/** @type {any} */ one) => one.kind === 'text' && one.visible);
        await searchAndOpen(app, token);
        const says = "return document.querySelector('article').textContent.toLowerCase().includes(arguments[0].toLowerCase())";
        await until('the page says what it said before', () => app.browser.run(says, [token]));
        await until('the window is there', isShown);
        await run('xdotool', ['search', '--name', 'Keepsake$', 'windowminimize', '--sync']);
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

    await remove();
    assert.equal(opensLinks(), false, 'the scheme is gone');
    for (const file of [entry, program('keepsake'), program('keepsake-desktop'), ...brought])
      assert.equal(existsSync(file), false, file);
    assert.notDeepEqual(readdirSync(home), [], 'what is remembered belongs to the person');
  });
}
