/** Settings, where everything is kept, and leaving over IPC. */
import { commands } from './bindings';
import { asBackendError } from './errors';
import type { SettingsCalls } from './settings';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

const done = async (call: Promise<null>): Promise<void> => void (await answer(call));

export const settingsCalls: SettingsCalls = {
  settings: () => answer(commands.settings()),
  changeSetting: (change) => answer(commands.changeSetting(change)),
  resetSettings: () => answer(commands.resetSettings()),
  workspaceCards: () => answer(commands.workspaceCards()),
  dataPlace: () => answer(commands.dataPlace()),
  secretStore: () => answer(commands.secretStore()),
  openFolder: (folder) => done(commands.openFolder(folder)),
  rebuildIndex: () => done(commands.rebuildIndex()),
  diagnostics: () => answer(commands.diagnostics()),
  saveDiagnostics: (text) => answer(commands.saveDiagnostics(text)),
  startsAtLogin: () => answer(commands.startsAtLogin()),
  setStartsAtLogin: (start) => done(commands.setStartsAtLogin(start)),
  exportWorkspace: (connection) => answer(commands.exportWorkspace(connection)),
  forgetWorkspace: (connection, leaveKeys = false) => answer(commands.forgetWorkspace(connection, leaveKeys)),
  restoreWorkspace: (connection) => done(commands.restoreWorkspace(connection)),
  removeForgotten: (connection) => done(commands.removeForgottenWorkspace(connection)),
  deleteEverything: (leaveKeys = false) => answer(commands.deleteEverything(leaveKeys)),
};
