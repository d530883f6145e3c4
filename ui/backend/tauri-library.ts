/** Narrowed search, versions, forgetting and attachments over IPC. */
import { commands } from './bindings';
import { asBackendError } from './errors';
import type { Library } from './library';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const library: Library = {
  find: (connection, text, filter, limit) => answer(commands.find(connection, text, filter, limit)),
  recent: (connection, limit) => answer(commands.recent(connection, limit)),
  noteOpened: async (id) => void (await answer(commands.noteOpened(id))),
  versions: (id) => answer(commands.versions(id)),
  version: (id, which) => answer(commands.version(id, which)),
  versionDifference: (id, from, to) => answer(commands.versionDifference(id, from, to)),
  forgetting: (id) => answer(commands.forgetting(id)),
  forgetPage: (id) => answer(commands.forgetPage(id)),
  openFile: (hash, name) => answer(commands.openFile(hash, name)),
};
