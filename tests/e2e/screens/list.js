// Every screen of the window and how one gets there: at the size it is drawn for, in the smallest window, at 200 % text, in
// a language that is a third longer, and from right to left.

/** @typedef {import('./stage.js').Stage} Stage */
/** @typedef {{ name: string, query?: string, width: number, height: number, walk?: (stage: Stage) => Promise<unknown> }} Screen */

const firstRun = { width: 880, height: 640 };
const library = { width: 1100, height: 720 };
const smallest = { width: 640, height: 480 };
/** The smallest window at 200 % text. */
const zoomed = { width: 320, height: 240 };

const search = (/** @type {string} */ words) => async (/** @type {Stage} */ stage) => {
  await stage.type('[data-search]', words);
  await stage.see('[role=option], main p', /./);
  await stage.wait('the answer is there', "return document.querySelector('[role=option] mark, main svg.art') !== null");
};
const read = (/** @type {string} */ words) => async (/** @type {Stage} */ stage) => {
  await search(words)(stage);
  await stage.key('Enter');
  await stage.see('article h1');
};
const choose = async (/** @type {Stage} */ stage) => {
  await stage.press(/sample|šáḿþļé/);
  await stage.see('[role=treeitem]', /Handbook/);
};
const chosen = async (/** @type {Stage} */ stage) => {
  await choose(stage);
  await stage.press(/^$/, '[data-row="1"] [data-twist]');
  await stage.press(/Finance/, '[role=treeitem]');
  await stage.focus(/Video pipeline/, '[role=treeitem]');
  await stage.see('main p', /background|ƀáçķ/);
};
const connect = (/** @type {string} */ token, /** @type {RegExp} */ answer) => async (/** @type {Stage} */ stage) => {
  await stage.press('Connect Notion');
  await stage.type('#secret', token);
  await stage.see('#secret-answer p', answer);
};
const finish = async (/** @type {Stage} */ stage) => {
  await choose(stage);
  await stage.press('Start');
  await stage.see('h1', /^Your pages are here/);
};
const menu = (/** @type {string} */ item) => async (/** @type {Stage} */ stage) => {
  await stage.focus(/Workspace|Ŵöŕķšþáçé/, 'button');
  await stage.key('ArrowDown');
  await stage.see('[role=menu]');
  if (item) await stage.press(item, '[role=menuitem]');
  if (item) await stage.see('[role=dialog]');
};
const otherKey = async (/** @type {Stage} */ stage) => {
  await stage.press('Reconnect');
  await stage.type('#secret', 'ntn_other_0000000000');
  await stage.see('[role=alert]', /Northwind/);
};
const toast = async (/** @type {Stage} */ stage) => {
  await read('glacier shoot checklist')(stage);
  await stage.press(/Film permit/);
  await stage.see('.toast');
};

/** @type {Screen[]} */
export const screens = [
  { name: '01-welcome', ...firstRun },
  { name: '01-help', ...firstRun, walk: (stage) => stage.press('How this works') },
  { name: '02-connect', ...firstRun, walk: (stage) => stage.press('Connect Notion') },
  { name: '02-connect-accepted', ...firstRun, walk: connect('ntn_49201183726450928374650192837', /Accepted/) },
  { name: '02-connect-wrong', ...firstRun, walk: connect('sec-49201183726', /start with/) },
  { name: '02-connect-refused', ...firstRun, walk: connect('ntn_wrong_49201183726450928', /does not accept/) },
  { name: '02-connect-offline', ...firstRun, walk: connect('ntn_offline_4920118372645', /cannot be reached/) },
  { name: '02-reconnect-other', query: 'scenario=signedOut', ...firstRun, walk: otherKey },
  { name: '03-choose', ...firstRun, walk: chosen },
  {
    name: '03-choose-options',
    ...firstRun,
    walk: async (stage) => {
      await chosen(stage);
      await stage.press(/^Options/);
    },
  },
  {
    name: '03-choose-filter',
    ...firstRun,
    walk: async (stage) => {
      await choose(stage);
      await stage.type('input[type=search]', 'glacier sh');
      await stage.see('[role=treeitem]', /Glacier, sh/);
    },
  },
  { name: '03-share', query: 'scenario=unshared', ...firstRun, walk: (stage) => stage.press(/sample/) },
  {
    name: '04-import-finding',
    query: 'pace=1',
    ...firstRun,
    walk: async (stage) => {
      await choose(stage);
      await stage.press('Start');
      await stage.see('h1', /^Remembering/);
    },
  },
  { name: '04-import', query: 'scenario=importing', ...firstRun, walk: (stage) => stage.press('Show details') },
  { name: '04-import-waiting', query: 'scenario=waiting', ...firstRun },
  { name: '04-import-paused', query: 'scenario=importing', ...firstRun, walk: (stage) => stage.press('Pause') },
  { name: '04-import-stop', query: 'scenario=importing', ...firstRun, walk: (stage) => stage.press('Stop…') },
  {
    name: '04-import-stopped',
    query: 'scenario=importing',
    ...firstRun,
    walk: async (stage) => {
      await stage.press('Stop…');
      await stage.press('Keep what is here');
      await stage.see('button', /Go on/);
    },
  },
  { name: '04-import-done', query: 'pace=400', ...firstRun, walk: finish },
  {
    name: '05-set',
    query: 'pace=400',
    ...firstRun,
    walk: async (stage) => {
      await finish(stage);
      await stage.press('Start using it');
      await stage.see('h1', /^You are set/);
    },
  },
  { name: '05-set-reading', query: 'scenario=importing', ...firstRun, walk: (stage) => stage.press('Start using it') },
  { name: '06-home', query: 'scenario=done', ...library },
  { name: '06-search', query: 'scenario=done', ...library, walk: search('glacier permit') },
  { name: '06-search-nothing', query: 'scenario=done', ...library, walk: search('zebra') },
  { name: '06-search-signed-out', query: 'scenario=signedOut', ...library, walk: search('permit') },
  { name: '06-search-offline', query: 'scenario=offline', ...library },
  { name: '06-search-unfinished', query: 'scenario=stopped', ...library, walk: search('shoot') },
  { name: '06-menu', query: 'scenario=done', ...library, walk: menu('') },
  { name: '06-disconnect', query: 'scenario=done', ...library, walk: menu('Disconnect…') },
  { name: '07-reader', query: 'scenario=done', ...library, walk: read('glacier shoot checklist') },
  { name: '07-reader-toast', query: 'scenario=done', ...library, walk: toast },
  { name: '07-database', query: 'scenario=done', ...library, walk: read('video pipeline') },
  { name: '08-runs', query: 'scenario=done', ...library, walk: (stage) => stage.press('Last import') },
  { name: '09-refused', query: 'scenario=refused', ...library },
  { name: '10-small-choose', ...smallest, walk: chosen },
  { name: '10-small-import', query: 'scenario=importing', ...smallest },
  { name: '10-small-search', query: 'scenario=done', ...smallest, walk: search('glacier permit') },
  { name: '10-small-reader', query: 'scenario=done', ...smallest, walk: read('glacier shoot checklist') },
  { name: '10-small-database', query: 'scenario=done', ...smallest, walk: read('video pipeline') },
  { name: '11-zoomed-welcome', ...zoomed },
  { name: '11-zoomed-choose', ...zoomed, walk: choose },
  { name: '11-zoomed-search', query: 'scenario=done', ...zoomed, walk: search('glacier permit') },
  { name: '11-zoomed-reader', query: 'scenario=done', ...zoomed, walk: read('glacier shoot checklist') },
];

/** The same in a language of its own kind. */
const elsewhere = (/** @type {string} */ language) => [
  { name: 'welcome', query: `language=${language}`, ...firstRun },
  { name: 'connect', query: `language=${language}`, ...firstRun, walk: (/** @type {Stage} */ stage) => stage.press(/^Çöññéçţ/) },
  { name: 'choose', query: `language=${language}`, ...firstRun, walk: chosen },
  { name: 'import', query: `language=${language}&scenario=importing`, ...firstRun },
  { name: 'search', query: `language=${language}&scenario=done`, ...library, walk: search('glacier permit') },
  { name: 'reader', query: `language=${language}&scenario=done`, ...library, walk: read('glacier shoot checklist') },
  { name: 'database', query: `language=${language}&scenario=done`, ...library, walk: read('video pipeline') },
  { name: 'menu', query: `language=${language}&scenario=done`, ...library, walk: menu('') },
  {
    name: 'runs',
    query: `language=${language}&scenario=done`,
    ...library,
    walk: (/** @type {Stage} */ stage) => stage.press(/^Ļášţ íḿþ/),
  },
  { name: 'small-search', query: `language=${language}&scenario=done`, ...smallest, walk: search('glacier permit') },
];

/** @type {Screen[]} */
export const longer = elsewhere('en-XA').map((screen) => ({ ...screen, name: `12-longer-${screen.name}` }));

/** @type {Screen[]} */
export const fromTheRight = elsewhere('ar-XB').map((screen) => ({ ...screen, name: `13-right-${screen.name}` }));
