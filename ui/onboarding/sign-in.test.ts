import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { button, expectAccessible, heading, openWindow } from '../tests/window';

async function connect(options: { service?: boolean; scenario?: 'signedOut' } = {}) {
  const opened = await openWindow({ service: true, ...options });
  if (options.scenario === undefined) await opened.user.click(button('Connect Notion'));
  return opened;
}

async function waiting(options: { service?: boolean } = {}) {
  const opened = await connect(options);
  await opened.user.click(await screen.findByRole('button', { name: /^Open Notion in the browser/ }));
  expect(await screen.findByRole('heading', { name: 'Finish in your browser' })).toHaveFocus();
  return opened;
}

describe('signing in through the service', () => {
  it('is the first choice, waits for the browser, and goes on with the workspace it opened', async () => {
    const { backend, user, container } = await waiting();
    await expectAccessible(container);
    backend.comeBack();
    const said = await heading('Connected to Fernhill Studio');
    await waitFor(() => expect(said).toHaveFocus());
    expect(document.title).toMatch(/^Connected to Fernhill Studio/);
    await expectAccessible(container);
    await user.click(button('Continue'));
    await heading('What should be remembered?');
  });

  it('is begun once the passphrase is typed that the keys lie under', async () => {
    const { backend, user } = await connect();
    const locked = new BackendError('keychain_locked', { reason: 'passphrase' }, true);
    vi.spyOn(backend, 'beginSignIn').mockRejectedValueOnce(locked);
    await user.click(await screen.findByRole('button', { name: /^Open Notion in the browser/ }));
    await user.click(await screen.findByRole('button', { name: 'Unlock' }));
    const dialog = await screen.findByRole('dialog', { name: 'Unlock your keys' });
    await user.type(within(dialog).getByLabelText('Passphrase'), 'fern and hill{Enter}');
    expect(await screen.findByRole('heading', { name: 'Finish in your browser' })).toBeVisible();
  });

  it('takes the code of the page where the browser did not lead back, and says what is none', async () => {
    const { user } = await waiting();
    const field = screen.getByLabelText('Not brought back?');
    await user.type(field, 'something else{Enter}');
    expect(await screen.findByText(/neither the whole address nor the whole code/)).toBeVisible();
    await user.clear(field);
    await user.type(field, 'the-code{Enter}');
    expect(await heading('Connected to Fernhill Studio')).toBeVisible();
  });

  it('into the wrong workspace is begun again beside its name', async () => {
    const { backend, user, container } = await waiting();
    backend.comeBack();
    await heading('Connected to Fernhill Studio');
    const begun = vi.spyOn(backend, 'beginSignIn');
    await expectAccessible(container);
    await user.click(button('Switch'));
    await screen.findByRole('heading', { name: 'Finish in your browser' });
    expect(begun).toHaveBeenCalledOnce();
    backend.comeBack('museum');
    await heading('Connected to Northwind Museum');
    expect(container.querySelector('.workspace-tile')).toHaveTextContent('N');
  });

  it('that is refused in Notion has its own screen, from which it can be begun again or a token taken', async () => {
    const { backend, user, container } = await waiting();
    backend.browser.end('sign_in_denied');
    expect(await heading('You did not allow it in Notion.')).toHaveFocus();
    await expectAccessible(container);
    await user.click(button('Sign in again'));
    expect(await screen.findByRole('heading', { name: 'Finish in your browser' })).toHaveFocus();

    backend.browser.end('sign_in_denied');
    await heading('You did not allow it in Notion.');
    await user.click(button('Back'));
    expect(await screen.findByRole('button', { name: /^Open Notion in the browser/ })).toBeEnabled();
    await user.click(button(/^Open Notion in the browser/));
    await screen.findByRole('heading', { name: 'Finish in your browser' });
    backend.browser.end('sign_in_denied');
    await heading('You did not allow it in Notion.');
    await user.click(button('Use a token instead'));
    expect(await screen.findByRole('button', { name: /^Open Notion’s connections page/ })).toBeVisible();
  });

  it('is called off by cancelling, by using a token instead, and by going back', async () => {
    for (const [press, then] of [
      ['Cancel', 'Open Notion in the browser'],
      ['Use a token instead', 'Open Notion’s connections page'],
      ['Back', 'Connect Notion'],
    ] as const) {
      const { backend, user, container } = await waiting();
      const calledOff = vi.spyOn(backend, 'cancelSignIn');
      await user.click(button(press));
      expect(await screen.findByRole('button', { name: new RegExp(`^${then}`) })).toBeVisible();
      expect(calledOff).toHaveBeenCalled();
      container.remove();
      document.body.replaceChildren();
    }
  });

  it('offers another try when it takes long, and the link to be copied at any time', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const { backend, user } = await waiting();
      const begun = vi.spyOn(backend, 'beginSignIn');
      await user.click(button('Copy link'));
      expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
      expect(screen.queryByText(/That took a while/)).toBeNull();
      await vi.advanceTimersByTimeAsync(5 * 60_000);
      await user.click(await screen.findByRole('button', { name: 'Try again' }));
      expect(begun).toHaveBeenCalledWith(null);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a sign-in in which no page was ticked', () => {
  async function unticked(service: boolean) {
    const opened = await openWindow({ service, scenario: 'unshared' });
    const { backend, user } = opened;
    await user.click(button('Connect Notion'));
    if (!service) {
      await user.click(screen.getByRole('radio', { name: /Sign in with Notion/ }));
      await user.type(screen.getByLabelText('Client ID'), 'my-id');
      await user.type(screen.getByLabelText('Client secret'), 'my-secret');
    }
    await user.click(await screen.findByRole('button', { name: /^Open Notion in the browser/ }));
    await screen.findByRole('heading', { name: 'Finish in your browser' });
    backend.comeBack();
    await heading('Connected to Fernhill Studio');
    await user.click(button('Continue'));
    await heading('Connected — but no page was ticked.');
    return opened;
  }

  it('says so, and shows Notion’s window once more', async () => {
    const { backend, user, container } = await unticked(true);
    expect(screen.getByText(/In Notion’s window nothing was ticked/)).toBeVisible();
    expect(screen.getByText(/••• at the top right, then Connections, then Keepsake/)).toBeVisible();
    await expectAccessible(container);
    const begun = vi.spyOn(backend, 'beginSignIn');
    await user.click(button('Sign in again'));
    await screen.findByRole('heading', { name: 'Finish in your browser' });
    expect(begun).toHaveBeenCalledWith(null);
    backend.comeBack();
    await heading('Connected to Fernhill Studio');
    await user.click(button('Continue'));
    await heading('What should be remembered?');
    expect(await screen.findAllByRole('treeitem')).not.toHaveLength(0);
    expect(await backend.connections()).toHaveLength(1);
  });

  it('gives way to the next one, where Notion counts that as another connection', async () => {
    const { backend, user } = await unticked(true);
    await user.click(button('Sign in again'));
    await screen.findByRole('heading', { name: 'Finish in your browser' });
    backend.comeBack('museum');
    await heading('Connected to Northwind Museum');
    await user.click(button('Continue'));
    await heading('What should be remembered?');
    expect((await backend.connections()).map(({ id }) => id)).toEqual(['2']);
  });

  it('leads to the fields of one’s own connection where there is no service', async () => {
    const { backend, user } = await unticked(false);
    const begun = vi.spyOn(backend, 'beginSignIn');
    await user.click(button('Sign in again'));
    expect(await screen.findByLabelText('Client ID')).toBeVisible();
    expect(begun).not.toHaveBeenCalled();
  });

  it('is what a token never says', async () => {
    const { user } = await openWindow({ scenario: 'unshared' });
    await user.click(button('Connect Notion'));
    await user.click(screen.getByLabelText('Connection secret'));
    await user.paste('ntn_first_0000000000');
    await waitFor(() => expect(button('Continue')).toBeEnabled());
    await user.click(button('Continue'));
    await heading('Connected — now share a page.');
    expect(screen.queryByRole('button', { name: 'Sign in again' })).toBeNull();
  });
});

describe('a link from outside that is refused', () => {
  it.each([
    ['notOurs', /does not belong to this sign-in/],
    ['used', /came a second time/],
    ['nobodyAsked', /none is waiting for one/],
  ] as const)('is told quietly (%s), and the sign-in that waits goes on', async (link, sentence) => {
    const { backend, container } = await waiting();
    backend.refuseLink(link);
    expect(await screen.findByText(sentence, { selector: '.toast *' })).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(/^$/);
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(sentence), { timeout: 3000 });
    await expectAccessible(container);
    backend.comeBack();
    expect(await heading('Connected to Fernhill Studio')).toBeVisible();
  });
});

describe('signing in without a service', () => {
  it('needs the id and secret of a connection of one’s own, with the addresses to register', async () => {
    const { backend, user, container } = await connect({ service: false });
    expect(screen.getByLabelText('Connection secret')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: /Sign in with Notion/ }));
    expect(screen.getByText('http://localhost:43112/oauth/callback')).toBeVisible();
    await expectAccessible(container);
    const begin = () => button(/^Open Notion in the browser/);
    expect(begin()).toBeDisabled();
    const begun = vi.spyOn(backend, 'beginSignIn');
    await user.type(screen.getByLabelText('Client ID'), ' my-id ');
    await user.type(screen.getByLabelText('Client secret'), 'my-secret');
    await user.click(begin());
    expect(begun).toHaveBeenCalledWith({ clientId: 'my-id', clientSecret: 'my-secret' });
    backend.comeBack();
    expect(await heading('Connected to Fernhill Studio')).toBeVisible();
  });
});

describe('reconnecting by signing in', () => {
  it('to another workspace says so and asks what should become of it', async () => {
    const { backend, user } = await openWindow({ service: true, scenario: 'signedOut' });
    await user.click((await screen.findAllByRole('button', { name: 'Reconnect' }))[0]!);
    await user.click(await screen.findByRole('button', { name: /^Open Notion in the browser/ }));
    await screen.findByRole('heading', { name: 'Finish in your browser' });
    backend.comeBack('museum');
    expect(await screen.findByText(/This is Northwind Museum; your memory belongs to Fernhill Studio/)).toBeVisible();
  });
});
