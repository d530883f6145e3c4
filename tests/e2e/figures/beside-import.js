// How long the window waits for the core while 100,000 blocks are imported at the highest pace the program allows, against
// how long it waits when nothing goes on. Takes about ten minutes; run by `npm run prove`, alone by
// `node scripts/measure-window.js`.

import { appendFileSync } from 'node:fs';
import { startSimulator } from '../../../scripts/lib/simulator.js';
import { until } from '../../../scripts/lib/until.js';
import { withApp, withHome } from '../lib/app.js';

/** 5,000 pages of about twenty blocks. */
const workspace = 'big:5000';
const everything = { everything: true, marks: [], linkedRows: false };
const options = { comments: 'none', files: 'all', maxFileMegabytes: 20 };
/** Calls of each kind in one go, and goes while nothing happens. */
const calls = 20;
const idleGoes = 20;
/** How much longer a call may take, in hundredths. */
const atMost = 200;

/**
 * Times, in milliseconds, of what the window asks all the time: where things stand, a search, a page.
 * @param {import('../lib/app.js').App} app
 * @param {{ connection: string, page: string }} of
 * @returns {Promise<number[]>}
 */
const timed = (app, { connection, page }) =>
  app.browser.runAsync(
    `const [connection, page, calls, done] = arguments;
     const invoke = window.__TAURI_INTERNALS__.invoke;
     (async () => {
       const times = [];
       for (let call = 0; call < calls; call += 1) {
         for (const [command, values] of [
           ['status', { connection }],
           ['search', { connection, text: 'the', limit: 20 }],
           ['page', { id: page }],
         ]) {
           const before = performance.now();
           await invoke(command, values);
           times.push(performance.now() - before);
         }
         await new Promise((resolve) => setTimeout(resolve, 20));
       }
       return times;
     })().then(done, (error) => done(String(error?.code ?? error)));`,
    [connection, page, calls],
  );

/** @param {number[]} times */
const p95 = (times) => [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)];

await withHome(async (home) => {
  const simulator = await startSimulator(workspace);
  try {
    await withApp({ home, notionUrl: simulator.url }, async (app) => {
      const sample = await app.invoke('connect_sample');
      await app.invoke('refresh_catalog', { connection: sample.id });
      await app.invoke('start_import', { connection: sample.id, selection: everything, options });
      const { hits } = await until(
        'the sample is here',
        async () => {
          const { state } = await app.invoke('status', { connection: sample.id });
          const found = await app.invoke('search', { connection: sample.id, text: 'the', limit: 20 });
          return state === 'upToDate' && found.hits.length > 0 ? found : null;
        },
        120_000,
      );
      const of = { connection: sample.id, page: hits[0].id };
      const idle = [];
      for (let go = 0; go < idleGoes; go += 1) idle.push(...(await timed(app, of)));

      const connection = await app.invoke('connect_token', { token: simulator.token });
      await app.invoke('refresh_catalog', { connection: connection.id });
      await app.invoke('start_import', { connection: connection.id, selection: everything, options });
      const state = async () => (await app.invoke('status', { connection: connection.id })).state;
      await until('it is importing', async () => (await state()) === 'importing', 60_000);
      const busy = [];
      do busy.push(...(await timed(app, of)));
      while (['importing', 'waiting'].includes(await state()));
      const { requests } = await simulator.ask('meters');
      if (requests < 5_000) throw new Error(`Only ${requests} requests: that was no import of 5,000 pages`);

      const measured = Math.round((100 * p95(busy)) / p95(idle));
      console.log(
        `p95 of ${busy.length} calls: ${p95(busy).toFixed(1)} ms beside the import, ${p95(idle).toFixed(1)} ms without: ${measured} %`,
      );
      const figure = 'hundredths of its time when idle that a call of the window takes (p95) while 100,000 blocks come';
      const file = process.env.KEEPSAKE_FIGURES;
      if (file) appendFileSync(file, `${JSON.stringify({ figure, measured, atMost })}\n`);
      else if (measured > atMost) console.log(`More than ${atMost} %: not reached.`);
    });
  } finally {
    await simulator.stop();
  }
});
