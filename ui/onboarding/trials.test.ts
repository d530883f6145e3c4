/** A key or a sign-in that was left while it was being tried: nothing of it stays, whenever its answer comes. */
import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { FakeBackend } from '../backend/fake';
import { button, heading, openWindow } from '../tests/window';
import { SignInTrial } from './sign-in-trial.svelte';

const museum = 'ntn_other_0000000000';
const held = () => {
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
};

/** The first key is answered when the test says so; the others at once. */
function holdKey(backend: FakeBackend) {
  const { until, release } = held();
  const open = backend.connectToken.bind(backend);
  const opened = vi.spyOn(backend, 'connectToken').mockImplementationOnce((token) => until.then(() => open(token)));
  return { opened, release };
}
const ids = async (backend: FakeBackend) => (await backend.connections()).map(({ id }) => id);
const paste = async ({ user }: Awaited<ReturnType<typeof openWindow>>, key: string) => {
  await user.click(await screen.findByLabelText('Connection secret'));
  await user.paste(key);
};

describe('a key that is left while it is checked', () => {
  async function left() {
    const opened = await openWindow();
    const key = holdKey(opened.backend);
    await opened.user.click(button('Connect Notion'));
    await paste(opened, museum);
    await waitFor(() => expect(key.opened).toHaveBeenCalledOnce());
    await opened.user.click(button('Back'));
    await heading(/remembered on this computer/);
    return { ...opened, key };
  }

  it('leaves no workspace behind', async () => {
    const { backend, key } = await left();
    const removed = vi.spyOn(backend, 'disconnect');
    key.release();
    await waitFor(() => expect(removed.mock.calls).toEqual([['2', true]]));
    expect(await ids(backend)).toEqual([]);
  });

  it('is not told of, and says why where it cannot be forgotten', async () => {
    const { backend, key } = await left();
    vi.spyOn(backend, 'disconnect').mockRejectedValue(new BackendError('disk_full'));
    key.release();
    expect(await screen.findByText(/The disk is full/)).toBeInTheDocument();
    expect(screen.queryByText(/Northwind Museum/)).toBeNull();
  });

  it('and given once more opens its workspace all the same', async () => {
    const opened = await left();
    const { backend, key, user } = opened;
    await user.click(button('Connect Notion'));
    await paste(opened, museum);
    await screen.findByText('Asking Notion…');
    key.release();
    await screen.findByText('Northwind Museum');
    await waitFor(() => expect(button('Continue')).toBeEnabled());
    expect(await ids(backend)).toEqual(['2']);
    await user.click(button('Continue'));
    await heading('What should be remembered?');
    expect(await ids(backend)).toEqual(['2']);
  });

  it('keeps the workspace that was here before', async () => {
    const opened = await openWindow({ scenario: 'signedOut' });
    const { backend, user } = opened;
    const key = holdKey(backend);
    const removed = vi.spyOn(backend, 'disconnect');
    await user.click((await screen.findAllByRole('button', { name: 'Reconnect' }))[0]);
    await paste(opened, 'ntn_mine_00000000000');
    await waitFor(() => expect(key.opened).toHaveBeenCalledOnce());
    await user.click(button('Not now'));
    await screen.findByRole('combobox', { name: 'Search your memory' });
    key.release();
    await waitFor(async () => expect(await backend.connections()).toMatchObject([{ id: '1', state: 'ok' }]));
    expect(removed).not.toHaveBeenCalled();
  });
});

it('a key that was accepted is forgotten when the sample is opened instead', async () => {
  const opened = await openWindow();
  const { backend, user } = opened;
  await user.click(button('Connect Notion'));
  await paste(opened, museum);
  await screen.findByText('Northwind Museum');
  await user.click(button('Try the sample pages'));
  await heading('What should be remembered?');
  await waitFor(async () => expect(await ids(backend)).toEqual(['1']));
});

describe('a sign-in that is left', () => {
  const begin = /^Open Notion in the browser/;

  it('while it begins is called off as soon as it has', async () => {
    const { backend, user } = await openWindow({ service: true });
    const { until, release } = held();
    const real = backend.beginSignIn.bind(backend);
    vi.spyOn(backend, 'beginSignIn').mockImplementationOnce((client) => until.then(() => real(client)));
    const [calledOff, waitedFor] = [vi.spyOn(backend, 'cancelSignIn'), vi.spyOn(backend, 'finishSignIn')];
    await user.click(button('Connect Notion'));
    await user.click(await screen.findByRole('button', { name: begin }));
    await user.click(button('Back'));
    await heading(/remembered on this computer/);
    release();
    await waitFor(() => expect(calledOff).toHaveBeenCalledOnce());
    expect(waitedFor).not.toHaveBeenCalled();
    backend.comeBack('museum');
    await expect(backend.finishSignIn()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('leaves no workspace behind, also when the browser was back already', async () => {
    const { backend, user } = await openWindow({ service: true });
    const { until, release } = held();
    vi.spyOn(backend, 'finishSignIn').mockImplementationOnce(async () => {
      await until;
      return backend.connectToken(museum);
    });
    const removed = vi.spyOn(backend, 'disconnect');
    await user.click(button('Connect Notion'));
    await user.click(await screen.findByRole('button', { name: begin }));
    await screen.findByRole('heading', { name: 'Finish in your browser' });
    await user.click(button('Back'));
    await heading(/remembered on this computer/);
    release();
    await waitFor(() => expect(removed.mock.calls).toEqual([['2', true]]));
    expect(await ids(backend)).toEqual([]);
  });

  it('before it is known whether there is a service opens no browser', async () => {
    const { backend, user } = await openWindow({ service: true, scenario: 'unshared' });
    await user.click(button('Connect Notion'));
    await user.click(await screen.findByRole('button', { name: begin }));
    backend.comeBack();
    await heading('Connected to Fernhill Studio');
    await user.click(button('Continue'));
    await heading('Connected — but no page was ticked.');
    const { until, release } = held();
    vi.spyOn(backend, 'hasSignInService').mockImplementationOnce(() => until.then(() => true));
    const begun = vi.spyOn(backend, 'beginSignIn');
    await user.click(button('Sign in again'));
    await user.click(await screen.findByRole('button', { name: 'Back' }));
    await heading(/remembered on this computer/);
    release();
    await user.click(button('Connect Notion'));
    await screen.findByRole('button', { name: begin });
    expect(begun).not.toHaveBeenCalled();
  });
});

it('a sign-in takes the place of one that is just beginning only when that is called off', async () => {
  const backend = new FakeBackend({ service: true });
  const { until, release } = held();
  const real = backend.beginSignIn.bind(backend);
  const begun = vi.spyOn(backend, 'beginSignIn').mockImplementationOnce((client) => until.then(() => real(client)));
  const calledOff = vi.spyOn(backend, 'cancelSignIn');
  const connected = vi.fn();
  const first = new SignInTrial(backend, vi.fn(), vi.fn());
  void first.begin(null);
  await waitFor(() => expect(begun).toHaveBeenCalledOnce());
  void first.leave();
  const second = new SignInTrial(backend, vi.fn(), connected);
  void second.begin(null);
  release();
  await waitFor(() => expect(second.address).not.toBeNull());
  expect(begun).toHaveBeenCalledTimes(2);
  expect(calledOff).toHaveBeenCalledOnce();
  expect(calledOff.mock.invocationCallOrder[0]).toBeLessThan(begun.mock.invocationCallOrder[1]);
  backend.comeBack();
  await waitFor(() => expect(connected).toHaveBeenCalledOnce());
});
