/** The real backend: one IPC command for each question, named as the shell names them. */
import { Channel, invoke } from '@tauri-apps/api/core';
import type { Backend, Progress } from './backend';
import { asBackendError } from './errors';

async function ask<Answer>(command: string, parameters: Record<string, unknown> = {}): Promise<Answer> {
  try {
    return await invoke<Answer>(command, parameters);
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const tauriBackend: Backend = {
  start: () => ask('start'),
  connectToken: (token) => ask('connect_token', { token }),
  connectSample: () => ask('connect_sample'),
  disconnect: (connection) => ask('disconnect', { connection }),
  refreshCatalog: (connection) => ask('refresh_catalog', { connection }),
  tree: (connection) => ask('tree', { connection }),
  estimate: (connection, selection, options) => ask('estimate', { connection, selection, options }),
  startImport: (connection, selection, options) => ask('start_import', { connection, selection, options }),
  watchRun(run, onProgress) {
    const channel = new Channel<Progress>();
    channel.onmessage = onProgress;
    return ask('watch_run', { run, onProgress: channel });
  },
  pauseRun: (run) => ask('pause_run', { run }),
  resumeRun: (run) => ask('resume_run', { run }),
  stopRun: (run, remove) => ask('stop_run', { run, remove }),
  syncNow: (connection) => ask('sync_now', { connection }),
  runs: (connection) => ask('runs', { connection }),
  search: (connection, text, limit) => ask('search', { connection, text, limit }),
  page: (id) => ask('page', { id }),
  status: () => ask('status'),
  openExternal: (url) => ask('open_external', { url }),
  copyMarkdown: (id) => ask('copy_markdown', { id }),
};
