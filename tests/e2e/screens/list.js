// Every screen of the window and how one gets there: at the size it is drawn for, in the smallest window, at 200 % text, in
// German, a language that is a third longer, and from right to left.

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
const pageMenu = (/** @type {RegExp} */ item) => async (/** @type {Stage} */ stage) => {
  await read('glacier shoot checklist')(stage);
  await stage.focus(/^(More about|Ḿöŕé|Mehr zu)/, 'button');
  await stage.key('ArrowDown');
  await stage.see('[role=menu]');
  await stage.press(item, '[role=menuitem]');
};
const versions = async (/** @type {Stage} */ stage) => {
  await pageMenu(/^(Versions|Ṽéŕšíöñš|Fassungen)/)(stage);
  await stage.press(/Tomas/, 'aside button');
  await stage.see('[role=tabpanel]', /once/);
};
const versionChanged = async (/** @type {Stage} */ stage) => {
  await versions(stage);
  await stage.press(/^(What changed|Ŵĥáţ|Was sich)/, '[role=tab]');
  await stage.see('ins', /Two/);
};
const versionLongAgo = async (/** @type {Stage} */ stage) => {
  await versions(stage);
  await stage.browser.run(`
    const field = document.querySelector('input[type=date]');
    field.value = '2020-01-01';
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));`);
  await stage.see('.notice', /2020/);
};
const forgetting = async (/** @type {Stage} */ stage) => {
  await pageMenu(/^(Forget|Ƒöŕĝéţ|Diese Seite)/)(stage);
  await stage.see('[role=dialog] p', /Notion|Ñöţíöñ/);
};
const filterMenu = async (/** @type {Stage} */ stage) => {
  await stage.focus(/./, '.add-filter');
  await stage.key('ArrowDown');
  await stage.see('[role=menu]');
};
const filtered = async (/** @type {Stage} */ stage) => {
  await search('glacier permit')(stage);
  for (const item of [/^(Pages|Þáĝéš|Seiten)/, /30/, /^(With att|Ŵíţĥ|Mit Anh)/]) {
    await filterMenu(stage);
    await stage.press(item, '[role=menuitem]');
  }
  await stage.see('[role=group] button', /30/);
};
const filteredAway = async (/** @type {Stage} */ stage) => {
  await search('zebra')(stage);
  await filterMenu(stage);
  await stage.press(/30/, '[role=menuitem]');
  await stage.see('main button', /without|ŵíţĥöûţ|Ohne/);
};
const within = async (/** @type {Stage} */ stage) => {
  await search('glacier permit')(stage);
  await filterMenu(stage);
  await stage.press(/^(Inside|Íñšíðé|In einer)/, '[role=menuitem]');
  await stage.type('[role=dialog] input', 'prod');
  await stage.see('[role=dialog] li button', /Production/);
};
const days = async (/** @type {Stage} */ stage) => {
  await search('glacier permit')(stage);
  await filterMenu(stage);
  await stage.press(/^(Edited between|Éðíţéð ƀéţŵ|Zwischen)/, '[role=menuitem]');
  await stage.see('[role=dialog] label');
};
const homeOpened = async (/** @type {Stage} */ stage) => {
  await read('glacier shoot checklist')(stage);
  await stage.press(/^(Back|Ɓáçķ|Zurück)$/);
  await stage.type('[data-search]', '');
  await stage.see('main h2', /Opened|Öþéñéð|geöffnet/);
};
const choose = async (/** @type {Stage} */ stage) => {
  await stage.press(/sample|šáḿþļé|Beispiel/);
  await stage.see('[role=treeitem]', /Handbook/);
};
const chosen = async (/** @type {Stage} */ stage) => {
  await choose(stage);
  await stage.press(/^$/, '[data-row="1"] [data-twist]');
  await stage.press(/Finance/, '[role=treeitem]');
  await stage.focus(/Video pipeline/, '[role=treeitem]');
  await stage.see('main p', /background|ƀáçķ|Hintergrund/);
};
const connect = (/** @type {string} */ token, /** @type {RegExp} */ answer) => async (/** @type {Stage} */ stage) => {
  await stage.press('Connect Notion');
  await stage.type('#secret', token);
  await stage.see('#secret-answer p', answer);
};
const service = 'service';
const signIn = async (/** @type {Stage} */ stage) => {
  await stage.press('Connect Notion');
  await stage.see('button', /Open Notion in the browser/);
};
const signInWaiting = async (/** @type {Stage} */ stage) => {
  await signIn(stage);
  await stage.press(/^Open Notion in the browser/);
  await stage.see('h2', /Finish in your browser/);
};
/** Back from the browser, by the code of its page. */
const cameBack = async (/** @type {Stage} */ stage) => {
  await stage.press(/^Connect Notion|^Notion verbinden/);
  await stage.press(/^Open Notion in the browser|^Notion im Browser/);
  await stage.see('h2', /Finish in your browser|Weiter im Browser/);
  await stage.type('#pasted', 'the code');
  await stage.press(/^Use it|^Nehmen/);
  await stage.see('h1', /^Connected to|^Verbunden mit/);
};
const unticked = async (/** @type {Stage} */ stage) => {
  await cameBack(stage);
  await stage.press(/^Continue|^Weiter/);
  await stage.see('h1', /no page was ticked|keine Seite ist angekreuzt/);
};
const finish = async (/** @type {Stage} */ stage) => {
  await choose(stage);
  await stage.press('Start');
  await stage.see('h1', /^Your pages are here/);
};
const menu = (/** @type {string | RegExp} */ item) => async (/** @type {Stage} */ stage) => {
  await stage.focus(/Workspace|Ŵöŕķšþáçé|Arbeitsbereich/, 'button');
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
const forgottenWorkspace = async (/** @type {Stage} */ stage) => {
  await menu(/^(Disconnect|Trennen)/)(stage);
  await stage.press(/^(Forget this|Arbeitsbereich vergessen)/, 'label');
  await stage.press(/^(Forget|Vergessen)$/);
  await stage.see('main ul li button', /./);
};
const toast = async (/** @type {Stage} */ stage) => {
  await read('glacier shoot checklist')(stage);
  await stage.press(/Film permit/);
  await stage.see('.toast');
};

const database = async (/** @type {Stage} */ stage) => {
  await read('video pipeline')(stage);
  await stage.see('[role=grid] [data-row="3"]');
};
const rowsFiltered = async (/** @type {Stage} */ stage) => {
  await database(stage);
  await stage.press(/^(Minutes)/, '[role=columnheader] button');
  await stage.press(/^(Filter|Ƒíļţéŕ)·*$/);
  await stage.see('form select');
};
const databaseBoard = async (/** @type {Stage} */ stage) => {
  await database(stage);
  await stage.press(/^(Board|Ɓöáŕð|Tafel)/, '[role=tab]');
  await stage.see('[data-column] [data-card]');
};
const nothingFound = async (/** @type {Stage} */ stage) => {
  await rowsFiltered(stage);
  await stage.type('form input', 'zzz');
  await stage.press(/^(Add|Áðð|Hinzufügen)$/);
  await stage.see('p', /No row|Keine Zeile/);
};
const keptView = async (/** @type {Stage} */ stage) => {
  await database(stage);
  await stage.press(/^(Minutes)/, '[role=columnheader] button');
  await stage.press(/^(Save as view|Šáṽé|Als Ansicht)/);
  await stage.type('[role=dialog] input', 'By length');
  await stage.press(/^(Save|Šáṽé|Sichern)$/, '[role=dialog] button');
  await stage.see('.chip[aria-pressed=true]', /By length/);
};

const records = 'scenario=records';
/** The choice there is, from the main window. */
const chooseAgain = async (/** @type {Stage} */ stage) => {
  await menu('')(stage);
  await stage.press(/Choose pages|Çĥööšé þáĝéš|Seiten wählen/, '[role=menuitem]');
  await stage.see('[role=treeitem]', /Handbook/);
  await stage.see('main p', /background|ƀáçķ|Hintergrund/);
};
const leaving = async (/** @type {Stage} */ stage) => {
  await chooseAgain(stage);
  await stage.press(/Production/, '[role=treeitem]');
  await stage.press(/^(Save|Šáṽé|Speichern)/, 'main button');
  await stage.see('[role=dialog] input[type=radio] + span', /./);
};
const leavingRemoved = async (/** @type {Stage} */ stage) => {
  await leaving(stage);
  await stage.press(/Remove them|Ŕéḿöṽé ţĥéḿ|Von diesem Computer/, 'label');
  await stage.see('[role=dialog] [role=status]');
};
const kept = async (/** @type {Stage} */ stage) => {
  await leaving(stage);
  await stage.press('Save and keep them');
  await stage.see('footer');
  await chooseAgain(stage);
  await stage.see('[role=treeitem]', /kept here/);
};
const notShared = menu(/not shared|ñöţ šĥáŕéð|nicht freigegeben/);
const section = (/** @type {RegExp} */ name) => (/** @type {Stage} */ stage) => stage.press(name, 'nav button');
const settings = async (/** @type {Stage} */ stage) => {
  await section(/^(Settings|Šéţţíñĝš|Einstellungen)/)(stage);
  await stage.see('[data-section=connections] li', /Fernhill/);
  await stage.see('[data-section=privacy] p', /app\.keepsake/);
};
const privacy = async (/** @type {Stage} */ stage) => {
  await settings(stage);
  await stage.browser.run("document.querySelector('#section-privacy').scrollIntoView({ block: 'start' })");
};
const deleting = async (/** @type {Stage} */ stage) => {
  await privacy(stage);
  await stage.press(/^(Delete everything…|Ðéļéţé éṽéŕýţĥíñĝ|Alles löschen …)/, '[data-section=privacy] button');
  await stage.see('[role=dialog] td');
};
const look = (/** @type {RegExp} */ tab) => async (/** @type {Stage} */ stage) => {
  await section(/^(Records|Ŕéçöŕðš|Einträge)/)(stage);
  await stage.press(tab, '[role=tab]');
};
const board = look(/^(Board|Ɓöáŕð|Tafel)/);
const table = async (/** @type {Stage} */ stage) => {
  await look(/^(Table|Ţáƀļé|Tabelle)/)(stage);
  await stage.see('[role=grid] [data-row="3"]');
};
const inbox = look(/^(Inbox|Íñƀöẋ|Eingang)/);
const activity = (/** @type {RegExp} */ tab) => async (/** @type {Stage} */ stage) => {
  await section(/^(Activity|Áçţíṽíţý|Verlauf)/)(stage);
  await stage.press(tab, '[role=tab]');
};
const decision = (/** @type {RegExp} */ title) => async (/** @type {Stage} */ stage) => {
  await activity(/^(Decisions|Ðéçíšíöñš|Entscheidungen)/)(stage);
  await stage.press(title, '[role=option]');
};
const conflict = async (/** @type {Stage} */ stage) => {
  await decision(/Holidays/)(stage);
  await stage.see('ins', /April/);
};
const overview = activity(/^(Overview|Öṽéŕ|Überblick)/);
const requestsTable = async (/** @type {Stage} */ stage) => {
  await overview(stage);
  await stage.press(/^(As a table|Áš á|Als Tabelle)/);
  await stage.see('th[scope=row]', /\d\d:\d\d/);
};
const problemDetails = async (/** @type {Stage} */ stage) => {
  await overview(stage);
  await stage.see('main summary');
  await stage.browser.run("document.querySelector('main summary').click()");
  await stage.see('details[open] button');
};
const alerts = activity(/^(Alerts|Áļéŕţš|Warnungen)/);
const openRecord = async (/** @type {Stage} */ stage) => {
  await board(stage);
  await stage.press(/^Why glaciers sing/, '[data-card]');
  await stage.see('ol li', /Composites Ready/);
};
const newRecord = async (/** @type {Stage} */ stage) => {
  await board(stage);
  await stage.press(/^(New entry|Ñéŵ éñţŕý|Neuer Eintrag)/);
  await stage.see('[role=dialog] form');
};
const lastImport = (/** @type {Stage} */ stage) => stage.press(/^(Last import|Ļášţ íḿþöŕţ|Letzter Import)/);
const pausedSyncing = async (/** @type {Stage} */ stage) => {
  await lastImport(stage);
  await stage.press(/^(Pause…|Þáûšé|Anhalten …)/);
  await stage.press(/^(Until tomorrow|Ûñţíļ|Bis morgen)/, '[role=menuitemradio]');
  await stage.see('footer', /Paused|Þáûšéð|Angehalten/);
};
const closing = (/** @type {Stage} */ stage) => stage.see('[role=dialog] button');
const profileSetup = (/** @type {RegExp} */ way, /** @type {RegExp} */ place) => async (/** @type {Stage} */ stage) => {
  await section(/^(Records|Ŕéçöŕðš|Einträge)/)(stage);
  await stage.press(way);
  await stage.press(place, '[role=option]');
  await stage.press(/^(Look what|Ļööķ ŵĥáţ|Ansehen, was)/);
  await stage.see('#preview');
};
const statusMenu = async (/** @type {Stage} */ stage) => {
  await table(stage);
  await stage.press(/./, '[data-row="2"] [data-column="2"]');
  await stage.see('[role=menu] [role=menuitemradio]');
};
const unusual = async (/** @type {Stage} */ stage) => {
  await statusMenu(stage);
  await stage.press(/^Archived$/, '[role=menuitemradio]');
  await stage.see('[role=dialog]');
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
  { name: '02-sign-in', query: service, ...firstRun, walk: signIn },
  { name: '02-sign-in-waiting', query: service, ...firstRun, walk: signInWaiting },
  { name: '02-sign-in-came-back', query: service, ...firstRun, walk: cameBack },
  {
    name: '02-sign-in-wrong-code',
    query: service,
    ...firstRun,
    walk: async (stage) => {
      await signInWaiting(stage);
      await stage.type('#pasted', 'half of a c0de');
      await stage.press('Use it');
      await stage.see('[role=alert]', /neither the whole address/);
    },
  },
  {
    name: '02-sign-in-own',
    ...firstRun,
    walk: async (stage) => {
      await stage.press('Connect Notion');
      await stage.press(/^Sign in with Notion/, 'label');
      await stage.see('#client-id');
    },
  },
  { name: '02-reconnect-other', query: 'scenario=signedOut', ...firstRun, walk: otherKey },
  {
    name: '02-reconnect-replace',
    query: 'scenario=signedOut',
    ...firstRun,
    walk: async (stage) => {
      await otherKey(stage);
      await stage.press('Replace…');
      await stage.see('[role=dialog] p', /30 days/);
    },
  },
  { name: '01-forgotten', query: 'scenario=done', ...firstRun, walk: forgottenWorkspace },
  {
    name: '01-forgotten-delete',
    query: 'scenario=done',
    ...firstRun,
    walk: async (stage) => {
      await forgottenWorkspace(stage);
      await stage.press(/^Delete for good… Fernhill/);
      await stage.see('[role=dialog] p', /copies/);
    },
  },
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
  { name: '03-choose-again', query: 'scenario=done', ...library, walk: chooseAgain },
  { name: '03-choose-leaving', query: records, ...library, walk: leaving },
  { name: '03-choose-removing', query: records, ...library, walk: leavingRemoved },
  { name: '03-choose-kept', query: 'scenario=done', ...library, walk: kept },
  { name: '03-not-shared', query: 'scenario=done', ...library, walk: notShared },
  { name: '03-choose-twenty-thousand', query: 'pages=20000', ...firstRun, walk: chosen },
  { name: '03-share-unticked', query: `${service}&scenario=unshared`, ...firstRun, walk: unticked },
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
  { name: '06-search-not-synced', query: 'scenario=notSynced', ...library, walk: search('permit') },
  { name: '06-settings-not-synced', query: 'scenario=notSynced', ...library, walk: settings },
  { name: '06-search-offline', query: 'scenario=offline', ...library },
  { name: '06-search-unfinished', query: 'scenario=stopped', ...library, walk: search('shoot') },
  { name: '06-menu', query: 'scenario=done', ...library, walk: menu('') },
  { name: '06-disconnect', query: 'scenario=done', ...library, walk: menu('Disconnect…') },
  { name: '06-settings', query: 'scenario=done', ...library, walk: settings },
  { name: '06-settings-privacy', query: 'scenario=done', ...library, walk: privacy },
  {
    name: '06-settings-found',
    query: 'scenario=done',
    ...library,
    walk: async (stage) => {
      await settings(stage);
      await stage.type('input[type=search]', 'disk');
      await stage.see('[role=status]', /found/);
    },
  },
  {
    name: '06-settings-diagnostics',
    query: 'scenario=done',
    ...library,
    walk: async (stage) => {
      await settings(stage);
      await stage.press('Look at it…');
      await stage.see('[role=dialog] pre');
    },
  },
  { name: '06-deleting', query: 'scenario=done', ...library, walk: deleting },
  { name: '07-reader', query: 'scenario=done', ...library, walk: read('glacier shoot checklist') },
  { name: '07-reader-toast', query: 'scenario=done', ...library, walk: toast },
  { name: '07-versions', query: 'scenario=done', ...library, walk: versions },
  { name: '07-versions-changed', query: 'scenario=done', ...library, walk: versionChanged },
  { name: '07-versions-long-ago', query: 'scenario=done', ...library, walk: versionLongAgo },
  { name: '07-forget', query: 'scenario=done', ...library, walk: forgetting },
  { name: '07-not-shared', query: 'scenario=done', ...library, walk: read('receipts') },
  { name: '06-filtered', query: 'scenario=done', ...library, walk: filtered },
  { name: '06-filter-menu', query: 'scenario=done', ...library, walk: filterMenu },
  { name: '06-filtered-away', query: 'scenario=done', ...library, walk: filteredAway },
  { name: '06-within', query: 'scenario=done', ...library, walk: within },
  { name: '06-days', query: 'scenario=done', ...library, walk: days },
  { name: '06-home-opened', query: 'scenario=done', ...library, walk: homeOpened },
  { name: '07-database', query: 'scenario=done', ...library, walk: read('video pipeline') },
  { name: '07-database-filter', query: 'scenario=done', ...library, walk: rowsFiltered },
  { name: '07-database-board', query: 'scenario=done', ...library, walk: databaseBoard },
  { name: '07-database-none', query: 'scenario=done', ...library, walk: nothingFound },
  { name: '07-database-view', query: 'scenario=done', ...library, walk: keptView },
  { name: '07-records-none', query: 'scenario=done', ...library, walk: section(/^Records/) },
  { name: '07-profile-attach', query: 'scenario=done', ...library, walk: profileSetup(/^Attach/, /Video pipeline/) },
  { name: '07-profile-unfit', query: 'scenario=done', ...library, walk: profileSetup(/^Attach/, /Contacts/) },
  { name: '07-profile-create', query: 'scenario=done', ...library, walk: profileSetup(/^Create/, /Production/) },
  {
    name: '07-profile-rules',
    query: records,
    ...library,
    walk: async (stage) => {
      await board(stage);
      await stage.press('Rules');
    },
  },
  { name: '08-board', query: records, ...library, walk: board },
  { name: '08-table', query: records, ...library, walk: table },
  { name: '08-table-menu', query: records, ...library, walk: statusMenu },
  { name: '08-table-unusual', query: records, ...library, walk: unusual },
  { name: '08-inbox', query: records, ...library, walk: inbox },
  { name: '08-record', query: records, ...library, walk: openRecord },
  { name: '08-conflict', query: records, ...library, walk: conflict },
  { name: '08-conflict-trash', query: records, ...library, walk: decision(/receipts/) },
  {
    name: '08-conflict-edit',
    query: records,
    ...library,
    walk: async (stage) => {
      await conflict(stage);
      await stage.press('Edit result…');
    },
  },
  {
    name: '08-conflict-several',
    query: records,
    ...library,
    walk: async (stage) => {
      await conflict(stage);
      await stage.press('Decide several…');
      await stage.see('[role=dialog]');
    },
  },
  { name: '08-brake', query: records, ...library, walk: decision(/Much was deleted/) },
  { name: '08-parked', query: records, ...library, walk: decision(/owls/) },
  { name: '08-waiting', query: records, ...library, walk: decision(/Waiting to be sent/) },
  { name: '08-decisions-none', query: 'scenario=synced', ...library, walk: activity(/^Decisions/) },
  { name: '08-overview', query: 'scenario=synced', ...library, walk: overview },
  { name: '08-overview-battery', query: 'scenario=synced&battery', ...library, walk: overview },
  { name: '08-overview-table', query: 'scenario=synced', ...library, walk: requestsTable },
  { name: '08-overview-problem', query: 'scenario=synced', ...library, walk: problemDetails },
  { name: '08-alerts', query: records, ...library, walk: alerts },
  { name: '08-runs', query: 'scenario=done', ...library, walk: lastImport },
  { name: '08-runs-sent', query: 'scenario=synced', ...library, walk: lastImport },
  { name: '08-runs-paused', query: 'scenario=synced', ...library, walk: pausedSyncing },
  { name: '08-new-record', query: records, ...library, walk: newRecord },
  { name: '09-refused', query: 'scenario=refused', ...library },
  { name: '09-closing', query: 'scenario=synced&closing', ...library, walk: closing },
  { name: '10-small-choose', ...smallest, walk: chosen },
  { name: '10-small-removing', query: records, ...smallest, walk: leavingRemoved },
  { name: '10-small-not-shared', query: 'scenario=done', ...smallest, walk: notShared },
  { name: '10-small-import', query: 'scenario=importing', ...smallest },
  { name: '10-small-search', query: 'scenario=done', ...smallest, walk: search('glacier permit') },
  { name: '10-small-reader', query: 'scenario=done', ...smallest, walk: read('glacier shoot checklist') },
  { name: '10-small-versions', query: 'scenario=done', ...smallest, walk: versionChanged },
  { name: '10-small-filtered', query: 'scenario=done', ...smallest, walk: filtered },
  { name: '10-small-database', query: 'scenario=done', ...smallest, walk: read('video pipeline') },
  { name: '10-small-settings', query: 'scenario=done', ...smallest, walk: settings },
  { name: '10-small-deleting', query: 'scenario=done', ...smallest, walk: deleting },
  { name: '10-small-database-board', query: 'scenario=done', ...smallest, walk: databaseBoard },
  { name: '10-small-board', query: records, ...smallest, walk: board },
  { name: '10-small-table', query: records, ...smallest, walk: table },
  { name: '10-small-inbox', query: records, ...smallest, walk: inbox },
  { name: '10-small-record', query: records, ...smallest, walk: openRecord },
  { name: '10-small-conflict', query: records, ...smallest, walk: conflict },
  { name: '10-small-alerts', query: records, ...smallest, walk: alerts },
  { name: '10-small-new-record', query: records, ...smallest, walk: newRecord },
  { name: '10-small-runs-paused', query: 'scenario=synced', ...smallest, walk: pausedSyncing },
  { name: '11-zoomed-welcome', ...zoomed },
  { name: '11-zoomed-choose', ...zoomed, walk: choose },
  { name: '11-zoomed-removing', query: records, ...zoomed, walk: leavingRemoved },
  { name: '11-zoomed-not-shared', query: 'scenario=done', ...zoomed, walk: notShared },
  { name: '11-zoomed-search', query: 'scenario=done', ...zoomed, walk: search('glacier permit') },
  { name: '11-zoomed-versions', query: 'scenario=done', ...zoomed, walk: versionChanged },
  { name: '11-zoomed-filtered', query: 'scenario=done', ...zoomed, walk: filtered },
  { name: '11-zoomed-forget', query: 'scenario=done', ...zoomed, walk: forgetting },
  { name: '11-zoomed-reader', query: 'scenario=done', ...zoomed, walk: read('glacier shoot checklist') },
  { name: '11-zoomed-settings', query: 'scenario=done', ...zoomed, walk: settings },
  { name: '11-zoomed-deleting', query: 'scenario=done', ...zoomed, walk: deleting },
  { name: '11-zoomed-database', query: 'scenario=done', ...zoomed, walk: read('video pipeline') },
  { name: '11-zoomed-database-board', query: 'scenario=done', ...zoomed, walk: databaseBoard },
  { name: '11-zoomed-board', query: records, ...zoomed, walk: board },
  { name: '11-zoomed-table', query: records, ...zoomed, walk: table },
  { name: '11-zoomed-inbox', query: records, ...zoomed, walk: inbox },
  { name: '11-zoomed-record', query: records, ...zoomed, walk: openRecord },
  { name: '11-zoomed-conflict', query: records, ...zoomed, walk: conflict },
  { name: '11-zoomed-new-record', query: records, ...zoomed, walk: newRecord },
  { name: '11-zoomed-overview', query: 'scenario=synced', ...zoomed, walk: overview },
  { name: '11-zoomed-overview-table', query: 'scenario=synced', ...zoomed, walk: requestsTable },
  { name: '11-zoomed-closing', query: 'scenario=synced&closing', ...zoomed, walk: closing },
];

/** The same in a language of its own kind. */
const elsewhere = (/** @type {string} */ language) => [
  { name: 'welcome', query: `language=${language}`, ...firstRun },
  {
    name: 'connect',
    query: `language=${language}`,
    ...firstRun,
    walk: (/** @type {Stage} */ stage) => stage.press(/^Çöññéçţ|^Notion verbinden/),
  },
  { name: 'choose', query: `language=${language}`, ...firstRun, walk: chosen },
  { name: 'removing', query: `language=${language}&${records}`, ...library, walk: leavingRemoved },
  { name: 'not-shared', query: `language=${language}&scenario=done`, ...library, walk: notShared },
  { name: 'import', query: `language=${language}&scenario=importing`, ...firstRun },
  { name: 'search', query: `language=${language}&scenario=done`, ...library, walk: search('glacier permit') },
  { name: 'reader', query: `language=${language}&scenario=done`, ...library, walk: read('glacier shoot checklist') },
  { name: 'versions', query: `language=${language}&scenario=done`, ...library, walk: versionChanged },
  { name: 'versions-long-ago', query: `language=${language}&scenario=done`, ...library, walk: versionLongAgo },
  { name: 'forget', query: `language=${language}&scenario=done`, ...library, walk: forgetting },
  { name: 'not-shared', query: `language=${language}&scenario=done`, ...library, walk: read('receipts') },
  { name: 'filtered', query: `language=${language}&scenario=done`, ...library, walk: filtered },
  { name: 'filtered-away', query: `language=${language}&scenario=done`, ...library, walk: filteredAway },
  { name: 'filter-menu', query: `language=${language}&scenario=done`, ...library, walk: filterMenu },
  { name: 'database', query: `language=${language}&scenario=done`, ...library, walk: read('video pipeline') },
  { name: 'settings', query: `language=${language}&scenario=done`, ...library, walk: settings },
  { name: 'settings-privacy', query: `language=${language}&scenario=done`, ...library, walk: privacy },
  { name: 'deleting', query: `language=${language}&scenario=done`, ...library, walk: deleting },
  { name: 'database-board', query: `language=${language}&scenario=done`, ...library, walk: databaseBoard },
  { name: 'database-filter', query: `language=${language}&scenario=done`, ...library, walk: rowsFiltered },
  { name: 'menu', query: `language=${language}&scenario=done`, ...library, walk: menu('') },
  {
    name: 'runs',
    query: `language=${language}&scenario=done`,
    ...library,
    walk: (/** @type {Stage} */ stage) => stage.press(/^Ļášţ íḿþ|^Letzter Import/),
  },
  {
    name: 'profile',
    query: `language=${language}&scenario=done`,
    ...library,
    walk: profileSetup(/^Áţţáçĥ|^An vorhandene/, /Video pipeline/),
  },
  { name: 'board', query: `language=${language}&${records}`, ...library, walk: board },
  { name: 'table', query: `language=${language}&${records}`, ...library, walk: table },
  { name: 'inbox', query: `language=${language}&${records}`, ...library, walk: inbox },
  { name: 'record', query: `language=${language}&${records}`, ...library, walk: openRecord },
  { name: 'conflict', query: `language=${language}&${records}`, ...library, walk: conflict },
  { name: 'alerts', query: `language=${language}&${records}`, ...library, walk: alerts },
  { name: 'overview', query: `language=${language}&scenario=synced&battery`, ...library, walk: overview },
  { name: 'overview-table', query: `language=${language}&scenario=synced`, ...library, walk: requestsTable },
  { name: 'new-record', query: `language=${language}&${records}`, ...library, walk: newRecord },
  { name: 'runs-paused', query: `language=${language}&scenario=synced`, ...library, walk: pausedSyncing },
  { name: 'closing', query: `language=${language}&scenario=synced&closing`, ...smallest, walk: closing },
  { name: 'small-search', query: `language=${language}&scenario=done`, ...smallest, walk: search('glacier permit') },
];

/** @type {Screen[]} */
export const longer = elsewhere('en-XA').map((screen) => ({ ...screen, name: `12-longer-${screen.name}` }));

/** @type {Screen[]} */
export const fromTheRight = elsewhere('ar-XB').map((screen) => ({ ...screen, name: `13-right-${screen.name}` }));

/** @type {Screen[]} */
export const german = [
  ...elsewhere('de'),
  { name: 'came-back', query: `language=de&${service}`, ...firstRun, walk: cameBack },
  { name: 'share-unticked', query: `language=de&${service}&scenario=unshared`, ...firstRun, walk: unticked },
].map((screen) => ({ ...screen, name: `14-german-${screen.name}` }));
