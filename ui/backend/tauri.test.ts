import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, describe, expect, it } from 'vitest';
import { asBackendError, BackendError } from './errors';
import { tauriBackend } from './tauri';

afterEach(() => clearMocks());

describe('the bridge to the shell', () => {
  it('names every command in snake case and its arguments in camel case', async () => {
    const calls: [string, unknown][] = [];
    mockIPC((command, parameters) => {
      calls.push([command, parameters]);
      return null;
    });
    const selection = { everything: true, marks: [], linkedRows: false };
    const options = { comments: 'none', files: 'all', maxFileMegabytes: 20 } as const;
    await tauriBackend.connectToken('ntn_1');
    await tauriBackend.estimate('1', selection, options);
    await tauriBackend.stopRun('7', true);
    await tauriBackend.search(null, 'permit', 50);
    await tauriBackend.copyMarkdown('p');
    await tauriBackend.disconnect('1', true);
    await tauriBackend.saveFile('c0ffee', 'Permit.pdf');
    expect(calls).toEqual([
      ['connect_token', { token: 'ntn_1' }],
      ['estimate', { connection: '1', selection, options }],
      ['stop_run', { run: '7', remove: true }],
      ['search', { connection: null, text: 'permit', limit: 50 }],
      ['copy_markdown', { id: 'p' }],
      ['disconnect', { connection: '1', remove: true, leaveKeys: false }],
      ['save_file', { hash: 'c0ffee', name: 'Permit.pdf' }],
    ]);
  });

  it('hands a channel to the run it watches', async () => {
    let asked: unknown;
    mockIPC((command, parameters) => {
      if (command === 'watch_run') asked = parameters;
      return { run: '7', state: 'completed' };
    });
    await tauriBackend.watchRun('7', () => undefined);
    expect(asked).toMatchObject({ run: '7' });
    expect(asked).toHaveProperty('onProgress');
  });

  it('hands a channel to whatever tells of refused links', async () => {
    let asked: unknown;
    mockIPC((command, parameters) => {
      if (command === 'watch_refused_links') asked = parameters;
      return null;
    });
    await tauriBackend.watchRefusedLinks(() => undefined);
    expect(asked).toHaveProperty('onRefused');
  });

  it('turns a refusal into one of our errors', async () => {
    mockIPC(() => {
      throw { code: 'token_refused', details: {}, retryable: false, requestId: 'r1' };
    });
    await expect(tauriBackend.connectToken('ntn_1')).rejects.toEqual(new BackendError('token_refused', {}, false, 'r1'));
  });
});

it.each([['text'], [null], [{ code: 'unheard_of' }], [new Error('x')]])(
  'what nobody foresaw (%o) is an internal error',
  (thrown) => {
    expect(asBackendError(thrown).code).toBe('internal');
  },
);
