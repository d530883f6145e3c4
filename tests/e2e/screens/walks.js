// How one gets to a screen, in the language that is shown.

/** @typedef {import('./stage.js').Stage} Stage */

export const search = (/** @type {string} */ words) => async (/** @type {Stage} */ stage) => {
  await stage.type('[data-search]', words);
  await stage.see('[role=option], main p', /./);
  await stage.wait('the answer is there', "return document.querySelector('[role=option] mark, main svg.art') !== null");
};
export const read = (/** @type {string} */ words) => async (/** @type {Stage} */ stage) => {
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
export const versions = async (/** @type {Stage} */ stage) => {
  await pageMenu(/^(Versions|Ṽéŕšíöñš|Fassungen)/)(stage);
  await stage.press(/Tomas/, 'aside button');
  await stage.see('[role=tabpanel]', /once/);
};
export const versionChanged = async (/** @type {Stage} */ stage) => {
  await versions(stage);
  await stage.press(/^(What changed|Ŵĥáţ|Was sich)/, '[role=tab]');
  await stage.see('ins', /Two/);
};
export const versionLongAgo = async (/** @type {Stage} */ stage) => {
  await versions(stage);
  await stage.type('[data-day]', '2020-01-01');
  await stage.see('.notice', /2020/);
};
export const forgetting = async (/** @type {Stage} */ stage) => {
  await pageMenu(/^(Forget|Ƒöŕĝéţ|Diese Seite)/)(stage);
  await stage.see('[role=dialog] p', /Notion|Ñöţíöñ/);
};
export const filterMenu = async (/** @type {Stage} */ stage) => {
  await stage.focus(/./, '.add-filter');
  await stage.key('ArrowDown');
  await stage.see('[role=menu]');
};
export const filtered = async (/** @type {Stage} */ stage) => {
  await search('glacier permit')(stage);
  for (const item of [/^(Pages|Þáĝéš|Seiten)/, /30/, /^(With att|Ŵíţĥ|Mit Anh)/]) {
    await filterMenu(stage);
    await stage.press(item, '[role=menuitem]');
  }
  await stage.see('[role=group] button', /30/);
};
export const filteredAway = async (/** @type {Stage} */ stage) => {
  await search('zebra')(stage);
  await filterMenu(stage);
  await stage.press(/30/, '[role=menuitem]');
  await stage.see('main button', /without|ŵíţĥöûţ|Ohne/);
};
export const within = async (/** @type {Stage} */ stage) => {
  await search('glacier permit')(stage);
  await filterMenu(stage);
  await stage.press(/^(Inside|Íñšíðé|In einer)/, '[role=menuitem]');
  await stage.type('[role=dialog] input', 'prod');
  await stage.see('[role=dialog] li button', /Production/);
};
export const days = async (/** @type {Stage} */ stage) => {
  await search('glacier permit')(stage);
  await filterMenu(stage);
  await stage.press(/^(Edited between|Éðíţéð ƀéţŵ|Zwischen)/, '[role=menuitem]');
  await stage.see('[role=dialog] label');
};
export const homeOpened = async (/** @type {Stage} */ stage) => {
  await read('glacier shoot checklist')(stage);
  await stage.press(/^(Back|Ɓáçķ|Zurück)$/);
  await stage.type('[data-search]', '');
  await stage.see('main h2', /Opened|Öþéñéð|geöffnet/);
};
export const choose = async (/** @type {Stage} */ stage) => {
  await stage.press(/sample|šáḿþļé|Beispiel/);
  await stage.see('[role=treeitem]', /Handbook/);
};
export const chosen = async (/** @type {Stage} */ stage) => {
  await choose(stage);
  await stage.press(/^$/, '[data-row="1"] [data-twist]');
  await stage.press(/Finance/, '[role=treeitem]');
  await stage.focus(/Video pipeline/, '[role=treeitem]');
  await stage.see('main p', /background|ƀáçķ|Hintergrund/);
};
export const connect = (/** @type {string} */ token, /** @type {RegExp} */ answer) => async (/** @type {Stage} */ stage) => {
  await stage.press('Connect Notion');
  await stage.type('#secret', token);
  await stage.see('#secret-answer p', answer);
};
export const service = 'service';
export const signIn = async (/** @type {Stage} */ stage) => {
  await stage.press('Connect Notion');
  await stage.see('button', /Open Notion in the browser/);
};
export const signInWaiting = async (/** @type {Stage} */ stage) => {
  await signIn(stage);
  await stage.press(/^Open Notion in the browser/);
  await stage.see('h2', /Finish in your browser/);
};
/** Back from the browser, by the code of its page. */
export const cameBack = async (/** @type {Stage} */ stage) => {
  await stage.press(/^Connect Notion|^Notion verbinden/);
  await stage.press(/^Open Notion in the browser|^Notion im Browser/);
  await stage.see('h2', /Finish in your browser|Weiter im Browser/);
  await stage.type('#pasted', 'the code');
  await stage.press(/^Use it|^Nehmen/);
  await stage.see('h1', /^Connected to|^Verbunden mit/);
};
export const unticked = async (/** @type {Stage} */ stage) => {
  await cameBack(stage);
  await stage.press(/^Continue|^Weiter/);
  await stage.see('h1', /no page was ticked|keine Seite ist angekreuzt/);
};
export const finish = async (/** @type {Stage} */ stage) => {
  await choose(stage);
  await stage.press('Start');
  await stage.see('h1', /^Your pages are here/);
};
export const menu = (/** @type {string | RegExp} */ item) => async (/** @type {Stage} */ stage) => {
  await stage.focus(/Workspace|Ŵöŕķšþáçé|Arbeitsbereich/, 'button');
  await stage.key('ArrowDown');
  await stage.see('[role=menu]');
  if (item) await stage.press(item, '[role=menuitem]');
  if (item) await stage.see('[role=dialog]');
};
export const otherKey = async (/** @type {Stage} */ stage) => {
  await stage.press('Reconnect');
  await stage.type('#secret', 'ntn_other_0000000000');
  await stage.see('[role=alert]', /Northwind/);
};
export const forgottenWorkspace = async (/** @type {Stage} */ stage) => {
  await menu(/^(Disconnect|Trennen)/)(stage);
  await stage.press(/^(Forget this|Arbeitsbereich vergessen)/, 'label');
  await stage.press(/^(Forget|Vergessen)$/);
  await stage.see('main ul li button', /./);
};
export const toast = async (/** @type {Stage} */ stage) => {
  await read('glacier shoot checklist')(stage);
  await stage.press(/Film permit/);
  await stage.see('.toast');
};

export const database = async (/** @type {Stage} */ stage) => {
  await read('video pipeline')(stage);
  await stage.see('[role=grid] [data-row="3"]');
};
export const rowsFiltered = async (/** @type {Stage} */ stage) => {
  await database(stage);
  await stage.press(/^(Minutes)/, '[role=columnheader] button');
  await stage.press(/^(Filter|Ƒíļţéŕ)·*$/);
  await stage.see('form select');
};
export const databaseBoard = async (/** @type {Stage} */ stage) => {
  await database(stage);
  await stage.press(/^(Board|Ɓöáŕð|Tafel)/, '[role=tab]');
  await stage.see('[data-column] [data-card]');
};
export const nothingFound = async (/** @type {Stage} */ stage) => {
  await rowsFiltered(stage);
  await stage.type('form input', 'zzz');
  await stage.press(/^(Add|Áðð|Hinzufügen)$/);
  await stage.see('p', /No row|Keine Zeile/);
};
export const keptView = async (/** @type {Stage} */ stage) => {
  await database(stage);
  await stage.press(/^(Minutes)/, '[role=columnheader] button');
  await stage.press(/^(Save as view|Šáṽé|Als Ansicht)/);
  await stage.type('[role=dialog] input', 'By length');
  await stage.press(/^(Save|Šáṽé|Sichern)$/, '[role=dialog] button');
  await stage.see('.chip[aria-pressed=true]', /By length/);
};

export const records = 'scenario=records';
/** The choice there is, from the main window. */
export const chooseAgain = async (/** @type {Stage} */ stage) => {
  await menu('')(stage);
  await stage.press(/Choose pages|Çĥööšé þáĝéš|Seiten wählen/, '[role=menuitem]');
  await stage.see('[role=treeitem]', /Handbook/);
  await stage.see('main p', /background|ƀáçķ|Hintergrund/);
};
export const chooseWhileImporting = async (/** @type {Stage} */ stage) => {
  await stage.press('Start using it');
  await stage.press('Open Keepsake');
  await menu('')(stage);
  await stage.press('Choose pages…', '[role=menuitem]');
  await stage.see('[role=treeitem]', /Handbook/);
};
export const leaving = async (/** @type {Stage} */ stage) => {
  await chooseAgain(stage);
  await stage.press(/Production/, '[role=treeitem]');
  await stage.press(/^(Save|Šáṽé|Speichern)/, 'main button');
  await stage.see('[role=dialog] input[type=radio] + span', /./);
};
export const leavingRemoved = async (/** @type {Stage} */ stage) => {
  await leaving(stage);
  await stage.press(/Remove them|Ŕéḿöṽé ţĥéḿ|Von diesem Computer/, 'label');
  await stage.see('[role=dialog] [role=status]');
};
export const kept = async (/** @type {Stage} */ stage) => {
  await leaving(stage);
  await stage.press('Save and keep them');
  await stage.see('footer');
  await chooseAgain(stage);
  await stage.see('[role=treeitem]', /kept here/);
};
export const notShared = menu(/not shared|ñöţ šĥáŕéð|nicht freigegeben/);
export const section = (/** @type {RegExp} */ name) => (/** @type {Stage} */ stage) => stage.press(name, 'nav button');
export const settings = async (/** @type {Stage} */ stage) => {
  await section(/^(Settings|Šéţţíñĝš|Einstellungen)/)(stage);
  await stage.see('[data-section=connections] li', /Fernhill/);
  await stage.see('[data-section=privacy] p', /app\.keepsake/);
};
/** Notion is looked at when Keepsake is opened. */
export const whenOpened = async (/** @type {Stage} */ stage) => {
  await settings(stage);
  await stage.browser.run(
    `const choice = document.querySelector('[data-section=syncing] select');
     choice.value = 'opened';
     choice.dispatchEvent(new Event('change', { bubbles: true }));
     document.querySelector('#section-syncing').scrollIntoView({ block: 'start' });`,
  );
  await stage.see('footer', /at the last look|Zuletzt|áţ ţĥé ļášţ/);
};
/** Before anything is connected. */
export const earlySettings = async (/** @type {Stage} */ stage) => {
  await stage.browser.run("document.dispatchEvent(new KeyboardEvent('keydown', { key: ',', ctrlKey: true, bubbles: true }))");
  await stage.see('[data-section=privacy] p', /app\.keepsake/);
};
export const notifications = async (/** @type {Stage} */ stage) => {
  await settings(stage);
  await stage.browser.run("document.querySelector('#section-notifications').scrollIntoView({ block: 'start' })");
};
export const privacy = async (/** @type {Stage} */ stage) => {
  await settings(stage);
  await stage.browser.run("document.querySelector('#section-privacy').scrollIntoView({ block: 'start' })");
};
export const deleting = async (/** @type {Stage} */ stage) => {
  await privacy(stage);
  await stage.press(/^(Delete everything…|Ðéļéţé éṽéŕýţĥíñĝ|Alles löschen …)/, '[data-section=privacy] button');
  await stage.see('[role=dialog] td');
};
/** The keys lie under a passphrase that nobody has typed: the way to unlock them, and the way on without. */
export const lockedLeaving = async (/** @type {Stage} */ stage) => {
  await menu(/^(Disconnect|Ðíšçöññéçţ|Trennen)/)(stage);
  await stage.press(/Stop syncing|Šţöþ šýñçíñĝ|Nicht mehr abgleichen/, '[role=dialog] button');
  await stage.see('[role=dialog] button', /all the same|áļļ ţĥé šáḿé|Trotzdem/);
};
export const lockedConnect = async (/** @type {Stage} */ stage) => {
  await menu('')(stage);
  await stage.press(/^Connect another/, '[role=menuitem]');
  await stage.type('#secret', 'ntn_49201183726450928374650192837');
  await stage.see('main button', /Unlock/);
};
const look = (/** @type {RegExp} */ tab) => async (/** @type {Stage} */ stage) => {
  await section(/^(Records|Ŕéçöŕðš|Einträge)/)(stage);
  await stage.press(tab, '[role=tab]');
};
export const board = look(/^(Board|Ɓöáŕð|Tafel)/);
export const table = async (/** @type {Stage} */ stage) => {
  await look(/^(Table|Ţáƀļé|Tabelle)/)(stage);
  await stage.see('[role=grid] [data-row="3"]');
};
export const inbox = look(/^(Inbox|Íñƀöẋ|Eingang)/);
export const activity = (/** @type {RegExp} */ tab) => async (/** @type {Stage} */ stage) => {
  await section(/^(Activity|Áçţíṽíţý|Aktivität)/)(stage);
  await stage.press(tab, '[role=tab]');
};
export const decision = (/** @type {RegExp} */ title) => async (/** @type {Stage} */ stage) => {
  await activity(/^(Decisions|Ðéçíšíöñš|Entscheidungen)/)(stage);
  await stage.press(title, '[role=option]');
};
export const conflict = async (/** @type {Stage} */ stage) => {
  await decision(/Holidays/)(stage);
  await stage.see('ins', /April/);
};
export const overview = activity(/^(Overview|Öṽéŕ|Überblick)/);
export const overviewImporting = async (/** @type {Stage} */ stage) => {
  await stage.press('Start using it');
  await stage.press('Open Keepsake');
  await stage.press(/^Last run/);
  await stage.see('main button', /Stop…/);
};
export const requestsTable = async (/** @type {Stage} */ stage) => {
  await overview(stage);
  await stage.press(/^(As a table|Áš á|Als Tabelle)/);
  await stage.see('th[scope=row]', /\d\d:\d\d/);
};
export const problemDetails = async (/** @type {Stage} */ stage) => {
  await overview(stage);
  await stage.see('main summary');
  await stage.browser.run("document.querySelector('main summary').click()");
  await stage.see('details[open] button');
};
export const alerts = activity(/^(Alerts|Áļéŕţš|Warnungen)/);
export const openRecord = async (/** @type {Stage} */ stage) => {
  await board(stage);
  await stage.press(/^Why glaciers sing/, '[data-card]');
  await stage.see('ol li', /Composites Ready/);
};
export const newRecord = async (/** @type {Stage} */ stage) => {
  await board(stage);
  await stage.press(/^(New entry|Ñéŵ éñţŕý|Neuer Eintrag)/);
  await stage.see('[role=dialog] form');
};
export const lastRun = (/** @type {Stage} */ stage) => stage.press(/^(Last run|Ļášţ ŕûñ|Letzter Lauf)/);
/** The history, at the end of the overview; where there is room for all of it, all of it is in sight. */
export const history = async (/** @type {Stage} */ stage) => {
  await lastRun(stage);
  await stage.see('table th', /./);
  await stage.browser.run("document.querySelector('#history').scrollIntoView({ block: 'start' })");
  const box = "document.querySelector('[aria-labelledby=history] [data-sideways]')";
  await stage.wait('the history fits', `return innerWidth < 1000 || ${box}.scrollWidth <= ${box}.clientWidth`);
};
export const pausedSyncing = async (/** @type {Stage} */ stage) => {
  await lastRun(stage);
  await stage.press(/^(Pause…|Þáûšé|Anhalten …)/);
  await stage.press(/^(Until tomorrow|Ûñţíļ|Bis morgen)/, '[role=menuitemradio]');
  await stage.see('footer', /Paused|Þáûšéð|Angehalten/);
};
export const closing = (/** @type {Stage} */ stage) => stage.see('[role=dialog] button');
export const profileSetup = (/** @type {RegExp} */ way, /** @type {RegExp} */ place) => async (/** @type {Stage} */ stage) => {
  await section(/^(Records|Ŕéçöŕðš|Einträge)/)(stage);
  await stage.press(way);
  await stage.press(place, '[role=option]');
  await stage.press(/^(Look what|Ļööķ ŵĥáţ|Ansehen, was)/);
  await stage.see('#preview');
};
export const statusMenu = async (/** @type {Stage} */ stage) => {
  await table(stage);
  await stage.press(/./, '[data-row="2"] [data-column="2"]');
  await stage.see('[role=menu] [role=menuitemradio]');
};
export const unusual = async (/** @type {Stage} */ stage) => {
  await statusMenu(stage);
  await stage.press(/^Archived$/, '[role=menuitemradio]');
  await stage.see('[role=dialog]');
};

/** The list of backups, from the first screen. */
export const restoring = async (/** @type {Stage} */ stage) => {
  await stage.press('Restore a backup');
  await stage.see('[role=dialog] label', /pages of/);
};
