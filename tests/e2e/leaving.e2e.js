// What leaves the window: a link goes to the system's browser, an attachment to the downloads, under its own name.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { browserStandIn } from './lib/browser-stand-in.js';
import { importEverything, searchAndOpen } from './lib/steps.js';
import { word } from './lib/words.js';
import { until } from '../../scripts/lib/until.js';

test('a link leaves for the browser, an attachment for the downloads, and the window stays where it is', () =>
  withHome(async (home) => {
    const person = path.join(home, 'person');
    const outside = browserStandIn(path.join(home, 'outside'));
    await withApp({ home, env: { ...outside.env, HOME: person, XDG_CONFIG_HOME: person } }, async (app) => {
      await app.press(word('welcome-sample'));
      await importEverything(app);

      await searchAndOpen(app, 'montage');
      await app.press(word('file-save', { name: 'cutting-room-checklist.txt' }));
      const saved = path.join(person, 'Downloads', 'cutting-room-checklist.txt');
      await until('the attachment is in the downloads', () => existsSync(saved));
      await until('the window says so', () => app.shows(word('file-saved', { name: 'cutting-room-checklist.txt' })));
      const { files } = await app.invoke('page', { id: await app.pageId('The montage room') });
      assert.equal(readFileSync(saved).length, files[0].size);

      await app.press(word('rail-search'));
      await searchAndOpen(app, 'spreadsheet');
      const link = await app.browser.find('link', 'The living spreadsheet');
      await link.click();
      const [opened] = await until('the browser is asked', () => (outside.opened().length > 0 ? outside.opened() : null));
      assert.match(opened, /^https:\/\//);
      assert.match(await app.browser.run('return location.href'), /^tauri:\/\/localhost/);
    });
  }));
