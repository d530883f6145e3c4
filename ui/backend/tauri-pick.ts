/** Changing what is remembered, over IPC. */
import { commands } from './bindings';
import { asBackendError } from './errors';
import type { Choosing } from './pick';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const pick: Choosing = {
  selection: (connection) => answer(commands.selection(connection)),
  choiceEffect: (connection, selection) => answer(commands.choiceEffect(connection, selection)),
  importOptions: (connection) => answer(commands.importOptions(connection)),
  changeChoice: (connection, selection, fate, options) => answer(commands.changeChoice(connection, selection, fate, options)),
  notShared: (connection) => answer(commands.notShared(connection)),
};
