/** Copies of the memory over IPC. */
import { commands } from './bindings';
import type { Backups } from './backups';
import { asBackendError } from './errors';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const backups: Backups = {
  saveBackup: () => answer(commands.saveBackup()),
  backups: () => answer(commands.backups()),
  chooseBackup: (title) => answer(commands.chooseBackup(title)),
  restoreBackup: (path) => answer(commands.restoreBackup(path)),
  startFresh: () => answer(commands.startFresh()),
  beginAnew: () => location.reload(),
};
