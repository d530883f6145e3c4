// Signing in with Notion in the built window: the person's part is played on the simulator's own page, and the way back is a
// port of this computer, a second process with the link, or what is pasted.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { browserStandIn } from './lib/browser-stand-in.js';
import { linkOpener } from './lib/link-opener.js';
import { answered, begin, brokerUrl, client, goOn, holdPorts, ledOn, startBroker } from './lib/sign-in.js';
import { word } from './lib/words.js';
import { program } from '../../scripts/lib/build.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

/** @typedef {import('./lib/app.js').App} App */

/**
 * A window over a Notion with a broker in front of it.
 * @param {(app: App, more: { home: string, browser: ReturnType<typeof browserStandIn> }) => Promise<void>} work
 * @param {(home: string) => Record<string, string>} [surroundings] what else the window finds around it
 */
const throughBroker = (work, surroundings = () => ({})) =>
  withHome(async (home) => {
    const simulator = await startSimulator('flat');
    const broker = await startBroker(simulator.url);
    const browser = browserStandIn(path.join(home, 'outside'));
    const service = { KEEPSAKE_SIGN_IN_BROKER_URL: brokerUrl, KEEPSAKE_SIGN_IN_CLIENT_ID: client.id };
    const env = { ...browser.env, ...service, ...surroundings(home) };
    try {
      await withApp({ home, notionUrl: simulator.url, env }, (app) => work(app, { home, browser }));
    } finally {
      await broker.stop();
      await simulator.stop();
    }
  });

test('a second process that carries the link ends a sign-in through the broker', () =>
  throughBroker(async (app, { home, browser }) => {
    const release = await holdPorts();
    try {
      const address = await begin(app, browser);
      await app.inspect('sign-in-waiting');
      const link = await ledOn(await answered(address, 'allow'));
      assert.match(link, /^keepsake:\/\/oauth\/callback\?/);
      const second = spawn(program('keepsake-desktop'), [link], {
        env: { ...process.env, KEEPSAKE_HOME: home },
        stdio: 'ignore',
      });
      assert.equal(await new Promise((resolve) => second.once('exit', resolve)), 0);
      await goOn(app);
    } finally {
      release();
    }
  }));

test('where the system opens our links with this program, the browser comes back by one, which counts once', () => {
  /** @param {string} home */
  const opener = (home) => linkOpener(path.join(home, 'desktop'), program('keepsake-desktop'));
  const work = async (
    /** @type {App} */ app,
    /** @type {{ home: string, browser: ReturnType<typeof browserStandIn> }} */ more,
  ) => {
    const { home, browser } = more;
    const address = await begin(app, browser);
    const link = await ledOn(await answered(address, 'allow'));
    assert.match(link, /^keepsake:/, 'although every port is free');
    const { follow } = opener(home);
    const stranger = link.replace(/state=.{4}/, 'state=none');
    await follow(stranger, { KEEPSAKE_HOME: home });
    await until('the stranger is told', () => app.shows(word('link-not-ours')));
    await app.screen(word('sign-in-waiting'));
    await follow(link, { KEEPSAKE_HOME: home });
    await goOn(app);
    await follow(link, { KEEPSAKE_HOME: home });
    await until('the second time is told', () => app.shows(word('link-nobody-asked')));
    await app.inspect('link-refused');
  };
  return throughBroker(work, (home) => opener(home).env);
});

test('a no in Notion is told, and the next sign-in comes back to a port', () =>
  throughBroker(async (app, { browser }) => {
    const refused = await begin(app, browser);
    await fetch(await ledOn(await answered(refused, 'deny')));
    await until('the window says so', () => app.shows('You did not allow it in Notion.'));
    await app.press(word('sign-in-again'));
    const address = await until('the browser is asked again', () => browser.opened()[1] ?? null);
    const page = await fetch(await ledOn(await answered(address, 'allow')));
    assert.equal(page.status, 200);
    await goOn(app);
  }));

test('the code of the page can be pasted', () =>
  throughBroker(async (app, { browser }) => {
    const address = await begin(app, browser);
    const link = new URL(await ledOn(await answered(address, 'allow')));
    await (await app.browser.find('textbox', word('sign-in-pasted'))).type(link.searchParams.get('pickup') ?? '');
    await app.press(word('sign-in-paste'));
    await goOn(app);
  }));

test('with a connection of one’s own the browser comes back to a port, or its address is pasted', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('flat');
    const browser = browserStandIn(path.join(home, 'outside'));
    try {
      await withApp({ home, notionUrl: simulator.url, env: browser.env }, async (app) => {
        await app.screen(word('welcome-title'));
        await app.press(word('welcome-connect'));
        await (await app.browser.find('radio', new RegExp(`^${word('way-sign-in')}`))).click();
        await (await app.browser.find('textbox', word('sign-in-client-id'))).type(client.id);
        await (await app.browser.find('textbox', word('sign-in-client-secret'))).type(client.secret);
        await app.press(word('sign-in-begin'));
        const first = await until('the browser is asked', () => browser.opened()[0] ?? null);
        await fetch(await answered(first, 'allow'));
        await until('the window says who it is', () => app.shows('Not the right one?'));

        await app.press(word('sign-in-switch'));
        const second = await until('the browser is asked again', () => browser.opened()[1] ?? null);
        const last = await answered(second, 'allow');
        await (await app.browser.find('textbox', word('sign-in-pasted'))).type(last);
        await app.press(word('sign-in-paste'));
        await goOn(app);
      });
    } finally {
      await simulator.stop();
    }
  }));
