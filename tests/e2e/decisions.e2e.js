// What needs a decision, in the built window against the simulator: the same paragraph changed here and in Notion, and most of a
// database in Notion's trash. Neither happens without being asked, and nothing is lost meanwhile.

import assert from 'node:assert/strict';
import test from 'node:test';
import { withApp, withHome } from './lib/app.js';
import { connectWithToken, importEverything } from './lib/steps.js';
import { inTerminal } from './lib/terminal.js';
import { addRow, askNotion, choice, createDatabase, inNotion, pauseSyncing, sync, text } from './lib/videos.js';
import { word } from './lib/words.js';
import { startSimulator } from '../../scripts/lib/simulator.js';
import { until } from '../../scripts/lib/until.js';

test('a paragraph changed on both sides and a mass deletion are decided in the window', () =>
  withHome(async (home) => {
    const simulator = await startSimulator('sample');
    const where = { home, notionUrl: simulator.url };
    try {
      await withApp(where, async (app) => {
        const { browser } = app;
        await connectWithToken(app, simulator.token);
        await importEverything(app);
        const profile = await createDatabase(app, home);
        const records = async () => (await app.invoke('records', { profile: profile.id, known: null })).records;
        /** @type {string[]} */
        const rows = [];
        for (let number = 1; number <= 10; number += 1) {
          const properties = { Channel: choice('deep-time'), Topic: text('A topic.') };
          rows.push(await addRow(simulator, profile.dataSource, `Video ${number}`, properties));
        }
        const paragraph = await inNotion(simulator, { action: 'add_text', to: rows[0], text: 'The last paragraph' });
        await sync(app);
        await pauseSyncing(app);

        const before = await inTerminal(['text', 'get', rows[0]], where).ended;
        const mine = before.replace(/The last paragraph.*/, 'The last paragraph, written here');
        await inTerminal(['text', 'put', rows[0]], { ...where, input: mine }).ended;
        await inNotion(simulator, { action: 'set_text', id: paragraph, text: 'The last paragraph, written in Notion' });
        await sync(app);
        await app.press(word('strip-do-resume'));
        const sentence = word('strip-decisions', { count: 1, brakes: 0 });
        await until('the strip says so', () => app.shows(sentence), 30_000);
        await app.press(word('strip-do-review'));
        await until('what was added is marked', () =>
          browser.run(`return [...document.querySelectorAll('ins')].some((one) => one.textContent.includes('here'))`),
        );
        await app.inspect('conflict');
        await app.press(new RegExp(`^${word('keep-here')}`));
        await until('nothing needs a decision', async () => (await app.invoke('attention', { connection: '1' })).decisions === 0);
        await sync(app);
        const written = async () => JSON.stringify(await askNotion(simulator, `blocks/${rows[0]}/children`));
        await until('Notion has what was written here', async () => (await written()).includes('written here'), 60_000);

        await pauseSyncing(app);
        for (const id of rows.slice(0, 6)) await inNotion(simulator, { action: 'trash', id });
        await sync(app);
        await (await browser.find('tab', new RegExp(`^${word('activity-decisions')}`))).click();
        const asked = word('brake-here', { share: '60%', database: word('profile-title-suggested') });
        await until('the window asks', () => app.shows(asked), 30_000);
        await app.inspect('brake');
        assert.equal((await records()).length, 10, 'nothing is gone');
        await app.press(word('brake-decline-here'));
        await until('it is answered', async () => (await app.invoke('attention', { connection: '1' })).decisions === 0);
        await sync(app);
        assert.equal((await records()).length, 10, 'what was kept stays');
        await until('and is not asked about again', () => app.shows(word('decisions-none')));
      });
    } finally {
      await simulator.stop();
    }
  }));
