// Pages that somebody wrote to break out: in the real web engine, with the real content security policy, nothing they
// carry runs, nothing leads the window away, and their words are shown as words.

import assert from 'node:assert/strict';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { connectWithToken, importEverything, searchAndOpen } from './lib/steps.js';
import { until } from '../../scripts/lib/until.js';
import { word } from './lib/words.js';

/** Everything a payload could call to be noticed, and everything the policy stops, leave a line. */
const watch = `
  window.ran = [];
  window.stopped = [];
  for (const name of ['alert', 'confirm', 'prompt', 'open', 'print', 'eval']) {
    window[name] = (...values) => { window.ran.push(name + '(' + values.join() + ')'); return null; };
  }
  addEventListener('securitypolicyviolation', (event) => window.stopped.push(event.violatedDirective));`;

/** Shows one page where the reader shows pages, presses everything in it, and says what is there that must not be. */
const provoke = `
  const [id, done] = arguments;
  const place = document.querySelector('.prose');
  const known = ['https:', 'http:', 'mailto:', 'notion:', 'keepsake:', 'keepsake-file:', 'tauri:', ''];
  const forbidden = 'script, iframe, object, embed, form, base, meta, link, svg script, style, template, noscript';
  window.__TAURI_INTERNALS__.invoke('page', { id }).then(
    (page) => {
      place.innerHTML = page.html;
      const found = [...place.querySelectorAll(forbidden)].map((element) => element.outerHTML);
      for (const element of place.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          if (name.startsWith('on') || /^\\s*(javascript:|vbscript:|data:text)/i.test(value)) found.push(element.outerHTML);
        }
        if (element.matches('a') && !known.includes(element.protocol)) found.push(element.outerHTML);
      }
      for (const element of place.querySelectorAll('a, button, summary, [tabindex], details')) element.click();
      done({ found, length: page.html.length });
    },
    (error) => done({ found: [], length: 0, error }),
  );`;

test('nothing in a hostile workspace runs in the window', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('hostile');
    try {
      await withApp({ home, notionUrl: simulator.url }, async (app) => {
        const { browser } = app;
        await browser.run(watch);
        await connectWithToken(app, simulator.token);
        await importEverything(app);
        await searchAndOpen(app, 'hostile');
        await until('the reader shows the page', () => browser.run("return document.querySelector('.prose') !== null"));

        const { objects } = await simulator.ask('truth');
        let shown = 0;
        for (const { id } of objects) {
          const { found, length } = await browser.runAsync(provoke, [id]);
          assert.deepEqual(found, [], `page ${id} keeps what could run`);
          if (length > 0) shown += 1;
        }
        assert.ok(shown > 5, 'the pages of the workspace were shown');

        const settled = await browser.runAsync('const [done] = arguments; setTimeout(() => done(window.ran), 0)');
        assert.deepEqual(settled, [], 'something ran');
        assert.match(await browser.run('return location.href'), /^tauri:\/\/localhost/);
      });
    } finally {
      await simulator.stop();
    }
  }));

test('the policy of the window stops a script even where no cleaning took place', () =>
  withHome((home) =>
    withApp({ home }, async (app) => {
      const { browser } = app;
      await app.screen(word('welcome-title'));
      await browser.run(watch);
      await browser.run(`
        const place = document.createElement('div');
        document.body.append(place);
        place.innerHTML = '<img src="x" onerror="alert(1)"><a id="away" href="https://example.org/">away</a>';
        const script = document.createElement('script');
        script.textContent = 'alert(2)';
        place.append(script);
        const frame = document.createElement('iframe');
        frame.srcdoc = '<script>parent.alert(3)</' + 'script>';
        place.append(frame);
        document.getElementById('away').click();`);
      const stopped = await until('the policy says what it stopped', async () => {
        const directives = await browser.run('return window.stopped');
        return directives.length >= 2 ? directives : null;
      });
      assert.ok(
        stopped.some((/** @type {string} */ directive) => directive.startsWith('script-src')),
        stopped.join(),
      );
      assert.deepEqual(await browser.run('return window.ran'), []);
      assert.match(await browser.run('return location.href'), /^tauri:\/\/localhost/);
    }),
  ));
