// Connecting with a token, against a Notion that is not in the same process: a wrong one is explained, the right one
// leads to the choice, and afterwards it is in the keychain and in no file.

import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { contentOf, filesUnder } from './lib/files.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';
import { connectWithToken, importEverything, searchAndOpen } from './lib/steps.js';
import { word } from './lib/words.js';

test('a token connects a workspace and stays out of every file', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('nested');
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        const wrong = simulator.token.replace(/.{8}$/, '00000000');
        await app.screen(word('welcome-title'));
        await app.press(word('welcome-connect'));
        const field = await app.browser.find('textbox', word('connect-secret'));
        await field.type(wrong);
        await until('the window says what is wrong', () => app.shows(word('error-token_refused')));
        await app.inspect('connect-refused');
        await app.press(word('back'));

        await connectWithToken(app, simulator.token);
        await importEverything(app);
        const { tokens } = await simulator.ask('truth');
        await searchAndOpen(app, tokens.find((/** @type {any} */ one) => one.kind === 'text' && one.visible).token);
      });
      for (const file of filesUnder(home)) {
        assert.ok(!contentOf(file).includes(simulator.token), `${path.basename(file)} holds the token`);
      }
      const { inside_retry_after } = await simulator.ask('meters');
      assert.equal(inside_retry_after, 0);
    } finally {
      await simulator.stop();
    }
  }));
