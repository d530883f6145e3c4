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
    const { session } = await open({ scenario: 'stopped' });
    expect(session.view).toBe('main');
  });

  it('asks for the key when the import needs one', async () => {
    const backend = new FakeBackend({ scenario: 'signedOut' });
    const start = { ...(await backend.start()), onboarding: 'import' as const, activeRun: '1' };
    const session = new Session(backend, start, () => 0);
    expect([session.view, session.connecting]).toEqual(['connect', 'again']);
  });
});

describe('a memory that is used before its first import is over', () => {
  it('is shown by the next start, beside the import', async () => {
    const { backend, session } = await open({ scenario: 'importing' });
    const noted = vi.spyOn(backend, 'noteInUse');
    session.send('useAsked');
    expect(noted).not.toHaveBeenCalled();
    session.send('openAsked');
    expect(noted).toHaveBeenCalledWith(session.connection?.id);
    const start = { ...(await backend.start()), onboarding: 'done' as const };
    const next = new Session(backend, start, () => 0);
    expect([next.view, next.run?.id]).toEqual(['main', start.activeRun]);
  });
});

describe('the room of the window', () => {
  it('is made when the first run is over, once', async () => {
    const { backend, session } = await open();
    const asked = vi.spyOn(backend, 'makeRoom');
    session.view = 'set';
    session.send('openAsked');
    session.chooseAgain();
    await session.leaveChoosing();
    expect(asked).toHaveBeenCalledOnce();
  });

  it('is made at once for an import that was stopped, and not for a window that has it', async () => {
    const asked = vi.spyOn(FakeBackend.prototype, 'makeRoom');
    await open({ scenario: 'done' });
    expect(asked).not.toHaveBeenCalled();
    await open({ scenario: 'stopped' });
    expect(asked).toHaveBeenCalledOnce();
  });
});

describe('reconnecting', () => {
  it('the same workspace brings what has changed since', async () => {
    const { backend, session } = await open({ scenario: 'signedOut' });
    const synced = vi.spyOn(backend, 'syncNow');
    session.reconnect();
    await session.signedInAgain(await backend.connectToken('ntn_new_000000000'));
    expect([session.view, session.connection?.state]).toEqual(['main', 'ok']);
    expect(synced).toHaveBeenCalledOnce();
  });

  it('goes on with an import that the refused key had cut off', async () => {
    const { backend, session } = await open({ scenario: 'stopped' });
    const goneOn = vi.spyOn(backend, 'importAgain');
    session.reconnect();
    await session.signedInAgain(await backend.connectToken('ntn_new_000000000'));
    expect(goneOn).toHaveBeenCalledOnce();
  });

  it('that is put off leaves everything readable', async () => {
    const { session } = await open({ scenario: 'signedOut' });
    session.reconnect();
    session.leaveConnecting();
    expect([session.view, session.connecting]).toEqual(['main', 'first']);
  });

  it('stays quiet when going on fails: the strip says why', async () => {
    const { backend, session } = await open({ scenario: 'signedOut' });
    vi.spyOn(backend, 'syncNow').mockRejectedValue(new BackendError('offline'));
    session.reconnect();
    await session.signedInAgain(await backend.connectToken('ntn_new_000000000'));
    expect(session.view).toBe('main');
  });
});

describe('what settings over a step lead to', () => {
  async function over(step: (session: Session) => void) {
    const { session } = await open({ scenario: 'done' });
    step(session);
    session.openSettings();
    return session;
  }
  const steps: [string, (session: Session) => void][] = [
    ['reconnecting', (session) => session.reconnect()],
    ['choosing again', (session) => session.chooseAgain()],
    ['adding a workspace', (session) => session.connectAnother()],
  ];

  it.each(steps)('is the choice of pages, from %s', async (_, step) => {
    const session = await over(step);
    await session.leaveStepFor('1', 'choose');
    session.chooseAgain();
    expect([session.view, session.choosingAgain, session.earlySettings]).toEqual(['choose', true, false]);
  });

  it.each(steps)('is the key, from %s', async (_, step) => {
    const session = await over(step);
    await session.leaveStepFor('1', 'again');
    session.reconnect();
    expect([session.view, session.connecting, session.earlySettings]).toEqual(['connect', 'again', false]);
    session.leaveConnecting();
    expect(session.view).toBe('main');
  });

  it.each(steps)('is a further workspace, from %s', async (_, step) => {
    const session = await over(step);
    await session.leaveStepFor('1', 'another');
    session.connectAnother();
    expect([session.view, session.connecting, session.earlySettings]).toEqual(['connect', 'another', false]);
  });

  it('is the step before in the first run, where nothing is remembered yet', async () => {
    const { backend, session } = await open();
    await session.show((await backend.connectToken('ntn_first_00000000')).id);
    expect([session.view, session.isFirstRun]).toEqual(['choose', true]);
    session.chooseAgain();
    expect(session.choosingAgain).toBe(false);
    session.reconnect();
    expect([session.view, session.connecting]).toEqual(['connect', 'first']);
  });
});

describe('several workspaces', () => {
  async function two() {
    const opened = await open({ scenario: 'done' });
    opened.session.query = 'permit';
    opened.session.openPage('a');
    opened.session.connectAnother();
    await opened.session.show((await opened.backend.connectToken('ntn_other_00000000')).id);
    return opened;
  }

  it('a further one begins with its own choice, and Back leads to the one before', async () => {
    const { session } = await two();
    expect([session.view, session.connection?.workspaceName, session.query]).toEqual(['choose', 'Northwind Museum', '']);
    await session.leaveChoosing();
    expect([session.view, session.connection?.workspaceName]).toEqual(['main', 'Fernhill Studio']);
  });

  it('the way to the first one is found also when the window opens on the second', async () => {
    const { backend } = await two();
    const session = new Session(backend, await backend.start(), () => 0);
    expect(session.view).toBe('choose');
    await session.leaveChoosing();
    expect(session.connection?.workspaceName).toBe('Fernhill Studio');
  });

  it('where the others cannot be told, Back leads to the step before, once', async () => {
    const { backend } = await two();
    const session = new Session(backend, await backend.start(), () => 0);
    vi.spyOn(backend, 'connections').mockRejectedValue(new Error('busy'));
    await Promise.all([session.leaveChoosing(), session.leaveChoosing()]);
    expect(session.view).toBe('connect');
  });

  it('forgetting one shows the other, forgetting the last one is the beginning', async () => {
    const { session } = await two();
    await session.disconnect('2', true);
    expect([session.view, session.connection?.id]).toEqual(['main', '1']);
    await session.disconnect('1', true);
    expect([session.view, session.connection]).toEqual(['welcome', null]);
  });

  it('the sample, which needs no key, is simply opened again', async () => {
    const { backend, session } = await open({ scenario: 'done' });
    await session.show((await backend.connectSample()).id);
    await session.disconnect('1', false);
    expect(session.connection?.state).toBe('stopped');
    session.reconnect();
    await vi.waitFor(() => expect([session.view, session.connection?.state]).toEqual(['main', 'ok']));
  });

  it('only stopping to sync leaves its pages on show', async () => {
    const { session } = await open({ scenario: 'done' });
    await session.disconnect('1', false);
    expect([session.view, session.connection?.state]).toEqual(['main', 'stopped']);
  });
});

describe('a run that was started elsewhere', () => {
  it('is followed here', async () => {
    const { backend, session } = await open({ scenario: 'done' });
    const run = await backend.importAgain();
    await session.follow();
    expect(session.run?.id).toBe(run);
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
    await session.leaveChoosing();
    expect(session.view).toBe('main');
  });
});
