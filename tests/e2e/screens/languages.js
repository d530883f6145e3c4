// Screens in other languages: in German, in one that is a third longer, and from right to left.

import { firstRun, library, smallest } from './list.js';
import {
  alerts,
  board,
  cameBack,
  chosen,
  closing,
  conflict,
  databaseBoard,
  deleting,
  filterMenu,
  filtered,
  filteredAway,
  forgetting,
  history,
  inbox,
  lastRun,
  leavingRemoved,
  lockedLeaving,
  menu,
  newRecord,
  notShared,
  openRecord,
  overview,
  pausedSyncing,
  privacy,
  profileSetup,
  read,
  records,
  requestsTable,
  rowsFiltered,
  search,
  service,
  settings,
  table,
  unticked,
  versionChanged,
  versionLongAgo,
  earlySettings,
  whenOpened,
  notifications,
} from './walks.js';

/** @typedef {import('./stage.js').Stage} Stage */
/** @typedef {import('./list.js').Screen} Screen */

/** The same in a language of its own kind. */
const elsewhere = (/** @type {string} */ language) => [
  { name: 'welcome', query: `language=${language}`, ...firstRun },
  {
    name: 'damaged',
    query: `language=${language}&scenario=damaged`,
    ...library,
    walk: (/** @type {Stage} */ stage) => stage.see('main .primary'),
  },
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
  { name: 'settings-early', query: `language=${language}`, ...firstRun, walk: earlySettings },
  { name: 'settings-opened', query: `language=${language}&scenario=done`, ...library, walk: whenOpened },
  { name: 'settings-notifications', query: `language=${language}&scenario=done`, ...library, walk: notifications },
  { name: 'settings-privacy', query: `language=${language}&scenario=done`, ...library, walk: privacy },
  { name: 'deleting', query: `language=${language}&scenario=done`, ...library, walk: deleting },
  { name: 'leaving-locked', query: `language=${language}&scenario=passphrase`, ...library, walk: lockedLeaving },
  { name: 'database-board', query: `language=${language}&scenario=done`, ...library, walk: databaseBoard },
  { name: 'database-filter', query: `language=${language}&scenario=done`, ...library, walk: rowsFiltered },
  { name: 'menu', query: `language=${language}&scenario=done`, ...library, walk: menu('') },
  {
    name: 'runs',
    query: `language=${language}&scenario=done`,
    ...library,
    walk: lastRun,
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
  { name: 'history', query: `language=${language}&scenario=synced`, ...library, walk: history },
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
