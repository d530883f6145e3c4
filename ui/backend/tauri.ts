/** The real backend: the shell's own calls, with every refusal turned into one of our errors. */
import { Channel } from '@tauri-apps/api/core';
import type { Backend } from './backend';
import { commands, type Progress, type RefusedLink, type Wish } from './bindings';
import { asBackendError } from './errors';
import { pick } from './tauri-pick';
import { library } from './tauri-library';
import { activity } from './tauri-activity';
import { backups } from './tauri-backups';
import { settingsCalls } from './tauri-settings';
import { databases } from './tauri-databases';
import { twoWay } from './tauri-two-way';
import { updates } from './tauri-updates';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

const done = async (call: Promise<null>): Promise<void> => void (await answer(call));

export const tauriBackend: Backend = {
  ...twoWay,
  updates,
  ...pick,
  ...library,
  ...activity,
  ...settingsCalls,
  ...backups,
  ...databases,
  start: () => answer(commands.start()),
  connectToken: (token) => answer(commands.connectToken(token)),
  connectSample: () => answer(commands.connectSample()),
  hasSignInService: () => answer(commands.hasSignInService()),
  beginSignIn: (client) => answer(commands.beginSignIn(client)),
  finishSignIn: () => answer(commands.finishSignIn()),
  cancelSignIn: () => answer(commands.cancelSignIn()),
  pasteSignIn: (text) => done(commands.pasteSignIn(text)),
  watchRefusedLinks(onRefused) {
    const channel = new Channel<RefusedLink>();
    channel.onmessage = onRefused;
    return answer(commands.watchRefusedLinks(channel));
  },
  connections: () => answer(commands.connections()),
  showConnection: (connection) => answer(commands.showConnection(connection)),
  disconnect: (connection, remove, leaveKeys = false) => answer(commands.disconnect(connection, remove, leaveKeys)),
  refreshCatalog: (connection) => answer(commands.refreshCatalog(connection)),
  tree: (connection) => answer(commands.tree(connection)),
  estimate: (connection, selection, options) => answer(commands.estimate(connection, selection, options)),
  startImport: (connection, selection, options) => answer(commands.startImport(connection, selection, options)),
  watchRun(run, onProgress) {
    const channel = new Channel<Progress>();
    channel.onmessage = onProgress;
    return answer(commands.watchRun(run, channel));
  },
  pauseRun: (run) => done(commands.pauseRun(run)),
  resumeRun: (run) => done(commands.resumeRun(run)),
  stopRun: (run, remove) => done(commands.stopRun(run, remove)),
  syncNow: (connection) => answer(commands.syncNow(connection)),
  keepsInStep: () => answer(commands.keepsInStep()),
  unlockKeychain: (connection, passphrase) => done(commands.unlockKeychain(connection, passphrase)),
  pauseSyncing: (until) => done(commands.pauseSyncing(until)),
  resumeSyncing: () => done(commands.resumeSyncing()),
  importAgain: (connection) => answer(commands.importAgain(connection)),
  runs: (connection) => answer(commands.runs(connection)),
  search: (connection, text, limit) => answer(commands.search(connection, text, limit)),
  page: (id) => answer(commands.page(id)),
  status: (connection) => answer(commands.status(connection)),
  openExternal: (url) => done(commands.openExternal(url)),
  copyMarkdown: (id) => answer(commands.copyMarkdown(id)),
  saveFile: (hash, name) => answer(commands.saveFile(hash, name)),
  noteInUse: (connection) => answer(commands.noteInUse(connection)),
  makeRoom: () => done(commands.makeRoom()),
  hearWishes(onWish) {
    const channel = new Channel<Wish>();
    channel.onmessage = onWish;
    return answer(commands.hearWishes(channel));
  },
  answerClosing: (given, remember) => answer(commands.answerClosing(given, remember)),
  closeWindow: () => done(commands.closeWindow()),
  quit: () => answer(commands.quit()),
  showWindow: () => answer(commands.showWindow()),
  noteTouch: () => answer(commands.noteTouch()),
  keepsRunning: () => answer(commands.keepsRunning()),
  setKeepsRunning: (keep) => answer(commands.setKeepsRunning(keep)),
};
