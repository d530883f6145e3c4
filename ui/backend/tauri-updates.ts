/** New versions of the program, over IPC. */
import { Channel } from '@tauri-apps/api/core';
import { commands, type UpdateStanding } from './bindings';
import { asBackendError } from './errors';
import type { Updates } from './updates';

async function done(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const updates: Updates = {
  async facts() {
    try {
      return await commands.updateFacts();
    } catch (thrown) {
      throw asBackendError(thrown);
    }
  },
  watch(onStanding) {
    const channel = new Channel<UpdateStanding>();
    channel.onmessage = onStanding;
    return done(commands.watchUpdates(channel));
  },
  setLooksByItself: (looks) => done(commands.setLooksForUpdates(looks)),
  look: () => done(commands.lookForUpdate()),
  fetch: () => done(commands.fetchUpdate()),
  install: () => done(commands.installUpdate()),
  restart: () => done(commands.restartToUpdate()),
};
