// New versions: what is not from who makes the program is never offered for installing, whatever the list says.

import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { publisher } from './lib/releases.js';
import { openSettings } from './lib/steps.js';
import { word } from './lib/words.js';
import { until } from '../../scripts/lib/until.js';

const content = Buffer.from('\u007fELF, as far as anybody looks');

test('a new version is verified before it is offered, and an old one is not passed off as new', () =>
  withHome(async (home) => {
    const releases = await publisher(path.join(home, 'releases'));
    const shows = (/** @type {import('./lib/app.js').App} */ app, /** @type {string} */ sentence) =>
      until(sentence, () => app.shows(sentence));
    try {
      await withApp({ home, env: releases.env }, async (app) => {
        await openSettings(app, 'updates');

        releases.answer(200, '<html>Welcome to this network</html>');
        await app.press(word('update-look'));
        await shows(app, word('update-failed-unreachable'));

        await releases.publish('9.9.9', content, { platform: 'sun-sparc' });
        await app.press(word('update-look'));
        await shows(app, word('update-failed-notForHere'));
      });
      const refused = [
        ['a package that was changed on the way', { altered: true }],
        ['an old package under a new number', { signedFor: '0.0.9' }],
      ];
      for (const [, wrongs] of refused) {
        await releases.publish('9.9.9', content, /** @type {{}} */ (wrongs));
        await withApp({ home, env: releases.env }, async (app) => {
          await openSettings(app, 'updates');
          await app.press(word('update-look'));
          await shows(app, word('update-available', { version: '9.9.9' }));
          await app.press(word('update-fetch'));
          await shows(app, word('update-failed-notVerified'));
        });
      }
      await releases.publish('0.0.9', content);
      await withApp({ home, env: releases.env }, async (app) => {
        await openSettings(app, 'updates');
        await app.press(word('update-look'));
        await shows(app, word('update-none'));
        const before = releases.asked.filter((one) => one === '/package').length;
        await releases.publish('9.9.9', content);
        await app.press(word('update-look'));
        await shows(app, word('update-available', { version: '9.9.9' }));
        assert.equal(releases.asked.filter((one) => one === '/package').length, before, 'nothing is fetched unasked');
        await app.press(word('update-fetch'));
        await shows(app, word('update-ready', { version: '9.9.9' }));
        await app.inspect('update-ready');
        // What runs here came out of no package.
        await app.press(word('update-install'));
        await shows(app, word('update-failed-notInstalled', { version: '9.9.9' }));
      });
    } finally {
      await releases.stop();
    }
  }));
