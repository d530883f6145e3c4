import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { FakeBackend } from '../backend/fake';
import type { FakeOptions } from '../backend/fake/options';
import { Session } from './session.svelte';

async function open(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend(options);
  return { backend, session: new Session(backend, await backend.start(), () => 0) };
}

describe('a window that is opened again', () => {
  it('shows the import that is going on', async () => {
    const { session } = await open({ scenario: 'importing' });
    expect([session.view, session.run?.id]).toEqual(['import', '1']);
  });

  it('shows what is here when the import was stopped on purpose', async () => {
    const backend = new FakeBackend({ scenario: 'done' });
    const session = new Session(backend, { ...(await backend.start()), onboarding: 'import' }, () => 0);
    expect(session.view).toBe('main');
  });

  it('asks for the key when the import needs one', async () => {
    const backend = new FakeBackend({ scenario: 'signedOut' });
    const start = { ...(await backend.start()), onboarding: 'import' as const, activeRun: '1' };
    const session = new Session(backend, start, () => 0);
    expect([session.view, session.reconnecting]).toEqual(['connect', true]);
  });
});

describe('reconnecting', () => {
  it('the same workspace goes on where it was', async () => {
    const { backend, session } = await open({ scenario: 'signedOut' });
    const synced = vi.spyOn(backend, 'syncNow');
    session.reconnect();
    session.connected(await backend.connectToken('ntn_new_000000000'));
    expect([session.view, session.connection?.state]).toEqual(['main', 'ok']);
    expect(synced).toHaveBeenCalledOnce();
  });

  it('that is put off leaves everything readable', async () => {
    const { session } = await open({ scenario: 'signedOut' });
    session.reconnect();
    session.leaveReconnecting();
    expect([session.view, session.reconnecting]).toEqual(['main', false]);
  });

  it('stays quiet when going on fails: the strip says why', async () => {
    const { backend, session } = await open({ scenario: 'signedOut' });
    vi.spyOn(backend, 'syncNow').mockRejectedValue(new BackendError('offline'));
    session.reconnect();
    session.connected(await backend.connectToken('ntn_new_000000000'));
    expect(session.view).toBe('main');
  });
});

describe('the way through the main window', () => {
  it('back leads where one came from, and from the beginning to the search', async () => {
    const { session } = await open({ scenario: 'done' });
    session.openPage('a');
    session.openPage('a');
    session.openPage('b');
    session.back();
    expect(session.place).toEqual({ at: 'page', id: 'a' });
    session.back();
    session.back();
    expect(session.place).toEqual({ at: 'search' });
    expect(session.canGoBack).toBe(false);
  });

  it('keeps the six pages opened last, each once', async () => {
    const { session } = await open({ scenario: 'done' });
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'c']) session.remember({ id, title: id, icon: null });
    expect(session.recent.map((page) => page.id)).toEqual(['c', 'g', 'f', 'e', 'd', 'b']);
  });

  it('choosing pages again can be left without a trace', async () => {
    const { session } = await open({ scenario: 'done' });
    session.chooseAgain();
    expect(session.view).toBe('choose');
    session.leaveChoosing();
    expect(session.view).toBe('main');
  });
});
