/** What is going on and what went on, over IPC. */
import { Channel } from '@tauri-apps/api/core';
import type { Activity } from './activity';
import { commands, type Changed } from './bindings';
import { asBackendError } from './errors';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const activity: Activity = {
  async hearChanges(onChange) {
    const channel = new Channel<Changed>();
    channel.onmessage = onChange;
    await answer(commands.hearChanges(channel));
  },
  traffic: (connection) => answer(commands.traffic(connection)),
  problems: (connection) => answer(commands.problems(connection)),
  retryProblem: (connection, what, id) => answer(commands.retryProblem(connection, what, id)),
  saveRunReport: (run, format) => answer(commands.saveRunReport(run, format)),
};
