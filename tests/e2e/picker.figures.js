// How long a person waits for the tree of 20,000 pages, in the engine that the program uses on Linux, over the backend in
// memory: from the moment the list is in to its first rows on the screen, and from a letter typed into the filter to what it
// leaves. Prints the figures as one line of JSON; `npm run bench -- picker` runs it on a screen.

import { serveWindow } from './lib/site.js';
import { Stage } from './screens/stage.js';

const pages = 20_000;
const times = 5;
/** Beginnings of a word, from all pages to none, and the field emptied again. */
const typed = ['g', 'gl', 'glacier', 'glacier, script', 'ferry 1', 'archive 180', 'zebra', ''];

/** Runs in the page: tells when what was done is on the screen. */
const painted = `const painted = (then) => requestAnimationFrame(() => setTimeout(then));`;

const site = await serveWindow();
const stage = await Stage.open(site.address);
try {
  const first = [];
  const filter = [];
  const keys = [];
  for (let time = 0; time < times; time += 1) {
    await stage.show({ query: `pages=${pages}`, width: 880, height: 640 });
    first.push(
      await stage.browser.runAsync(
        `const done = arguments[arguments.length - 1];
         ${painted}
         const look = () => {
           if (document.querySelector('[role=treeitem]') === null) return requestAnimationFrame(look);
           painted(() => done(performance.now() - performance.getEntriesByName('tree-listed').at(-1).startTime));
         };
         requestAnimationFrame(look);
         [...document.querySelectorAll('button')].find((button) => /sample/.test(button.textContent)).click();`,
      ),
    );
    const rows = await stage.browser.run("return document.querySelector('[role=treeitem]').getAttribute('aria-setsize')");
    if (Number(rows) < 100) throw new Error(`the tree has ${rows} rows at the top`);
    for (const text of typed) filter.push(await typeInto(text));
    for (const key of ['End', 'Home', '*', 'End', 'PageUp', 'z']) keys.push(await pressed(key));
  }
  console.log(JSON.stringify({ pages, first, filter, keys }));
} finally {
  await stage.close();
  site.close();
}

/**
 * The milliseconds until what the filter leaves is on the screen; what is there in that frame has to be the answer.
 * @param {string} text
 */
async function typeInto(text) {
  const { milliseconds, rows } = await stage.browser.runAsync(
    `const [text, done] = arguments;
     ${painted}
     const field = document.querySelector('input[type=search]');
     const start = performance.now();
     field.value = text;
     field.dispatchEvent(new Event('input', { bubbles: true }));
     painted(() => {
       const milliseconds = performance.now() - start;
       done({ milliseconds, rows: [...document.querySelectorAll('[role=treeitem]')].map((row) => row.innerText) });
     });`,
    [text],
  );
  const words = text.split(/[ ,]+/);
  const answers = rows.filter((/** @type {string} */ row) => words.every((word) => row.toLowerCase().includes(word)));
  if (text === 'zebra' ? rows.length > 0 : answers.length === 0)
    throw new Error(`the frame after ${JSON.stringify(text)} shows ${JSON.stringify(rows.slice(0, 3))}`);
  return milliseconds;
}

/** @param {string} key */
function pressed(key) {
  return stage.browser.runAsync(
    `const [key, done] = arguments;
     ${painted}
     const row = document.querySelector('[role=treeitem][tabindex="0"]');
     const start = performance.now();
     row.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
     painted(() => done(performance.now() - start));`,
    [key],
  );
}
