/** Records, profiles, conflicts and alerts over IPC. */
import { invoke } from '@tauri-apps/api/core';
import { asBackendError } from './errors';
import type { TwoWay } from './two-way';

async function call<Answer>(command: string, values: Record<string, unknown>): Promise<Answer> {
  try {
    return await invoke<Answer>(command, values);
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const twoWay: TwoWay = {
  profiles: (connection) => call('profiles', { connection }),
  previewProfile: (connection, wish) => call('preview_profile', { connection, wish }),
  applyProfile: (connection, wish) => call('apply_profile', { connection, wish }),
  removeProfile: (profile) => call('remove_profile', { profile }),
  records: (profile, known) => call('records', { profile, known }),
  record: (id) => call('record', { id }),
  setRecord: (id, changes, meant) => call('set_record', { id, changes, meant }),
  recordHistory: (id) => call('record_history', { id }),
  undoChange: (entry) => call('undo_change', { entry }),
  waitingChanges: (connection) => call('waiting_changes', { connection }),
  decisions: (connection) => call('decisions', { connection }),
  conflict: (connection, page) => call('conflict', { connection, page }),
  decide: (connection, decisions) => call('decide', { connection, decisions }),
  answerBrake: (connection, direction, allow) => call('answer_brake', { connection, direction, allow }),
  retryParked: (id) => call('retry_parked', { id }),
  alerts: (connection) => call('alerts', { connection }),
  acknowledgeAlert: (id) => call('acknowledge_alert', { id }),
  attention: (connection) => call('attention', { connection }),
};
