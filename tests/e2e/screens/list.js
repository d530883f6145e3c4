// Every screen of the window and how one gets there: at the size it is drawn for, in the smallest window, and at 200 % text. Those in
// other languages are in languages.js.

import {
  activity,
  alerts,
  board,
  cameBack,
  choose,
  chooseAgain,
  chooseWhileImporting,
  chosen,
  closing,
  conflict,
  connect,
  databaseBoard,
  days,
  decision,
  earlySettings,
  deleting,
  filterMenu,
  filtered,
  filteredAway,
  finish,
  forgetting,
  forgottenWorkspace,
  history,
  homeOpened,
  inbox,
  kept,
  keptView,
  lastRun,
  leaving,
  leavingRemoved,
  lockedConnect,
  lockedLeaving,
  menu,
  newRecord,
  notShared,
  notifications,
  nothingFound,
  openRecord,
  otherKey,
  overview,
  overviewImporting,
  pausedSyncing,
  privacy,
  problemDetails,
  profileSetup,
  read,
  records,
  requestsTable,
  restoring,
  rowsFiltered,
  search,
  section,
  service,
  settings,
  signIn,
  signInWaiting,
  statusMenu,
  table,
  toast,
  unticked,
  unusual,
  versionChanged,
  versionLongAgo,
  versions,
  within,
  whenOpened,
} from './walks.js';

/** @typedef {import('./stage.js').Stage} Stage */
/** @typedef {{ name: string, query?: string, width: number, height: number, walk?: (stage: Stage) => Promise<unknown> }} Screen */

export const firstRun = { width: 880, height: 640 };
export const library = { width: 1100, height: 720 };
export const smallest = { width: 640, height: 480 };
/** The smallest window at 200 % text. */
const zoomed = { width: 320, height: 240 };
/** The windows at the size they open with, at 200 % text. */
const firstRunTwice = { width: 440, height: 320 };
const libraryTwice = { width: 550, height: 360 };

/** @type {Screen[]} */
export const screens = [
  { name: '01-welcome', ...firstRun },
  { name: '01-help', ...firstRun, walk: (stage) => stage.press('How this works') },
  { name: '01-settings', ...firstRun, walk: earlySettings },
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
    name: '02-sign-in-denied',
    query: service,
    ...firstRun,
    walk: async (stage) => {
      await signInWaiting(stage);
      await stage.type('#pasted', 'http://localhost:43110/oauth/callback?error=access_denied&state=fake');
      await stage.press('Use it');
      await stage.see('h1', /did not allow it/);
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
  {
    name: '01-settings-delete',
    query: 'scenario=done',
    ...firstRun,
    walk: async (stage) => {
      await forgottenWorkspace(stage);
      await earlySettings(stage);
      await stage.press('Delete everything…');
      await stage.see('[role=dialog] li', /Fernhill/);
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
  { name: '03-choose-importing', query: 'scenario=importing', ...firstRun, walk: chooseWhileImporting },
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
  { name: '04-import-little-space', query: 'scenario=littleSpace', ...firstRun },
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
  {
    name: '05-set-holes',
    query: 'pace=400',
    ...firstRun,
    walk: async (stage) => {
      await connect('ntn_49201183726450928', /Fernhill/)(stage);
      await stage.press('Continue');
      await stage.see('[role=treeitem]');
      await stage.press('Start');
      await stage.see('h1', /^Your pages are here/);
      await stage.press('Start using it');
      await stage.see('[role=switch]');
    },
  },
  { name: '05-set-reading', query: 'scenario=importing', ...firstRun, walk: (stage) => stage.press('Start using it') },
  { name: '06-home', query: 'scenario=done', ...library },
  { name: '06-search', query: 'scenario=done', ...library, walk: search('glacier permit') },
  { name: '06-search-nothing', query: 'scenario=done', ...library, walk: search('zebra') },
  { name: '06-search-signed-out', query: 'scenario=signedOut', ...library, walk: search('permit') },
  { name: '06-search-not-synced', query: 'scenario=notSynced', ...library, walk: search('permit') },
  { name: '06-settings-not-synced', query: 'scenario=notSynced', ...library, walk: settings },
  { name: '06-search-trouble', query: 'scenario=trouble', ...library },
  { name: '06-search-locked', query: 'scenario=locked', ...library },
  {
    name: '06-passphrase',
    query: 'scenario=passphrase',
    ...library,
    walk: async (stage) => {
      await stage.press('Unlock');
      await stage.see('[role=dialog]');
    },
  },
  { name: '06-search-offline', query: 'scenario=offline', ...library },
  { name: '06-search-unfinished', query: 'scenario=stopped', ...library, walk: search('shoot') },
  { name: '06-menu', query: 'scenario=done', ...library, walk: menu('') },
  { name: '06-disconnect', query: 'scenario=done', ...library, walk: menu('Disconnect…') },
  { name: '06-disconnect-locked', query: 'scenario=passphrase', ...library, walk: lockedLeaving },
  { name: '06-connect-locked', query: 'scenario=passphrase', ...library, walk: lockedConnect },
  { name: '06-settings', query: 'scenario=done', ...library, walk: settings },
  { name: '06-settings-opened', query: 'scenario=done', ...library, walk: whenOpened },
  { name: '06-settings-notifications', query: 'scenario=done', ...library, walk: notifications },
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
  { name: '08-runs', query: 'scenario=done', ...library, walk: lastRun },
  { name: '08-runs-sent', query: 'scenario=synced', ...library, walk: lastRun },
  { name: '08-history', query: 'scenario=synced', ...library, walk: history },
  { name: '08-history-sent', query: records, ...library, walk: history },
  { name: '08-runs-paused', query: 'scenario=synced', ...library, walk: pausedSyncing },
  { name: '08-overview-importing', query: 'scenario=importing', ...library, walk: overviewImporting },
  { name: '08-new-record', query: records, ...library, walk: newRecord },
  { name: '09-refused', query: 'scenario=refused', ...library },
  { name: '09-damaged', query: 'scenario=damaged', ...library, walk: (stage) => stage.see('p', /last good copy/) },
  { name: '09-damaged-small', query: 'scenario=damaged', ...zoomed, walk: (stage) => stage.see('p', /last good copy/) },
  {
    name: '09-damaged-restored',
    query: 'scenario=damaged',
    ...library,
    walk: async (stage) => {
      await stage.press('Restore copy');
      await stage.see('p', /is kept in/);
    },
  },
  {
    name: '09-damaged-fresh',
    query: 'scenario=damaged',
    ...library,
    walk: async (stage) => {
      await stage.press('Start fresh');
      await stage.see('[role=dialog] p', /moved aside/);
    },
  },
  { name: '01-restore', ...firstRun, walk: restoring },
  { name: '01-restore-small', ...smallest, walk: restoring },
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
  { name: '10-small-settings-early', ...smallest, walk: earlySettings },
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
  { name: '11-zoomed-settings-early', ...zoomed, walk: earlySettings },
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
  { name: '11-twice-welcome', ...firstRunTwice },
  { name: '11-twice-connect', ...firstRunTwice, walk: (stage) => stage.press('Connect Notion') },
  { name: '11-twice-choose', ...firstRunTwice, walk: choose },
  { name: '11-twice-import', query: 'scenario=importing', ...firstRunTwice },
  { name: '11-twice-conflict', query: records, ...libraryTwice, walk: conflict },
  { name: '11-twice-toast', query: 'scenario=done', ...libraryTwice, walk: toast },
  { name: '11-twice-runs', query: 'scenario=synced', ...libraryTwice, walk: lastRun },
  { name: '11-twice-history', query: 'scenario=synced', ...libraryTwice, walk: history },
];
