/** Records, profiles, conflicts and alerts over IPC. */
import { commands } from './bindings';
import { asBackendError } from './errors';
import type { TwoWay } from './two-way';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

const done = async (call: Promise<null>): Promise<void> => void (await answer(call));

export const twoWay: TwoWay = {
  profiles: (connection) => answer(commands.profiles(connection)),
  previewProfile: (connection, wish) => answer(commands.previewProfile(connection, wish)),
  applyProfile: (connection, wish) => answer(commands.applyProfile(connection, wish)),
  removeProfile: (profile) => done(commands.removeProfile(profile)),
  records: (profile, known) => answer(commands.records(profile, known)),
  record: (id) => answer(commands.record(id)),
  setRecord: (id, changes, meant) => answer(commands.setRecord(id, changes, meant)),
  newRecord: (profile, values) => answer(commands.newRecord(profile, values)),
  recordHistory: (id) => answer(commands.recordHistory(id)),
  undoChange: (id, entry, meant) => answer(commands.undoChange(id, entry, meant)),
  waitingChanges: (connection) => answer(commands.waitingChanges(connection)),
  decisions: (connection) => answer(commands.decisions(connection)),
  conflict: (connection, page) => answer(commands.conflict(connection, page)),
  decide: (connection, decisions) => done(commands.decide(connection, decisions)),
  answerBrake: (connection, direction, allow) => done(commands.answerBrake(connection, direction, allow)),
  retryParked: (id) => done(commands.retryParked(id)),
  alerts: (connection) => answer(commands.alerts(connection)),
  acknowledgeAlert: (id) => done(commands.acknowledgeAlert(id)),
  attention: (connection) => answer(commands.attention(connection)),
};
