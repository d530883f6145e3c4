import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { FakeBackend } from '../backend/fake';
import { button, expectAccessible, heading, openWindow, press } from '../tests/window';

const field = () => screen.findByRole('combobox', { name: 'Search your memory' });

async function search(words: string) {
  const opened = await openWindow({ scenario: 'done' });
  await opened.user.type(await field(), words);
  return opened;
}

describe('a hardship', () => {
  const strip = () => within(screen.getByRole('contentinfo'));

  it('of the keychain is over once the system has asked, and syncing goes on', async () => {
    const { backend, user, container } = await openWindow({ scenario: 'locked' });
    expect(await screen.findByText('Unlock your keychain to continue syncing.')).toBeVisible();
    const asked = vi.spyOn(backend, 'syncNow');
    const unlock = vi.spyOn(backend, 'unlockKeychain');
    unlock.mockRejectedValueOnce(new BackendError('keychain_locked'));
    await expectAccessible(container);
    await user.click(strip().getByRole('button', { name: 'Unlock' }));
    expect(await screen.findByText(/place where your token is kept is locked/)).toBeInTheDocument();
    expect(asked).not.toHaveBeenCalled();
    await user.click(strip().getByRole('button', { name: 'Unlock' }));
    await waitFor(() => expect(asked).toHaveBeenCalledWith('1'));
    await waitFor(() => expect(screen.queryByText('Unlock your keychain to continue syncing.')).toBeNull());
  });

  it('of keys under a passphrase is over once that is typed, and syncing goes on', async () => {
    const { backend, user } = await openWindow({ scenario: 'passphrase' });
    const sentence = 'Your keys are locked with a passphrase. Type it to continue syncing.';
    expect(await screen.findByText(sentence)).toBeVisible();
    const asked = vi.spyOn(backend, 'syncNow');
    await user.click(strip().getByRole('button', { name: 'Unlock' }));
    const dialog = await screen.findByRole('dialog', { name: 'Unlock your keys' });
    const typed = within(dialog).getByLabelText('Passphrase');
    await waitFor(() => expect(typed).toHaveFocus());
    expect(typed).toHaveAttribute('type', 'password');
    expect(within(dialog).getByRole('button', { name: 'Unlock' })).toBeDisabled();
    await expectAccessible(dialog);

    await user.type(typed, 'a guess{Enter}');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(/^This passphrase does not open the file/);
    expect(typed).toHaveAccessibleDescription(/^This passphrase does not open the file/);
    expect(typed).toBeInvalid();
    await user.clear(typed);
    expect(typed).not.toBeInvalid();
    expect(asked).not.toHaveBeenCalled();

    await user.type(typed, 'fern and hill{Enter}');
    await waitFor(() => expect(asked).toHaveBeenCalledWith('1'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(screen.queryByText(sentence)).toBeNull());
  });

  it('of keys under a passphrase stays when the person turns away, and nothing typed is left', async () => {
    const { user } = await openWindow({ scenario: 'passphrase' });
    const ask = async () => {
      await user.click(await strip().findByRole('button', { name: 'Unlock' }));
      return within(await screen.findByRole('dialog')).getByLabelText('Passphrase');
    };
    await user.type(await ask(), 'a guess{Enter}');
    await screen.findByText(/^This passphrase does not open the file/);
    await user.click(button('Cancel'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await ask()).toHaveValue('');
    expect(screen.queryByText(/^This passphrase does not open the file/)).toBeNull();
  });

  it('of Notion leads to where Notion tells how it is', async () => {
    const { backend, user } = await openWindow({ scenario: 'trouble' });
    expect(await screen.findByText('Notion is having trouble. We try again every few minutes.')).toBeVisible();
    await user.click(strip().getByRole('button', { name: 'Notion status' }));
    expect(backend.opened).toEqual(['https://status.notion.com']);
  });
});

describe('search', () => {
  it('has the focus when the window opens, and shows what was edited lately', async () => {
    const { container } = await openWindow({ scenario: 'done' });
    await waitFor(async () => expect(await field()).toHaveFocus());
    expect(await screen.findByText('Edited lately')).toBeVisible();
    await expectAccessible(container);
  });

  it('finds as one types, and arrows choose while the focus stays in the field', async () => {
    const { user, container } = await search('glacier permit');
    const hits = await screen.findAllByRole('option');
    expect(hits).toHaveLength(6);
    expect(hits[0]).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('{ArrowDown}');
    expect(await field()).toHaveAttribute('aria-activedescendant', 'hit-1');
    expect(await field()).toHaveFocus();
    await expectAccessible(container);
  });

  it('nothing found is said with the words that were sought', async () => {
    const { user } = await search('zebra');
    expect(await screen.findByText('No page contains “zebra”.')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(await field()).toHaveValue('');
  });

  it('says while an import runs that contents are still coming', async () => {
    const { user } = await openWindow({ scenario: 'importing' });
    await user.click(button('Start using it'));
    await user.click(button('Open Keepsake'));
    expect(await screen.findByText(/Only titles so far/)).toBeVisible();
  });

  it('Ctrl+Enter opens the page in Notion', async () => {
    const { backend } = await search('glacier shoot');
    await screen.findAllByRole('option');
    await press(await field(), 'Enter', { ctrlKey: true });
    await waitFor(() => expect(backend.opened[0]).toMatch(/^https:\/\/www\.notion\.so\//));
  });
});

describe('the reader', () => {
  async function read() {
    const opened = await search('glacier shoot checklist');
    await screen.findAllByRole('option');
    await opened.user.keyboard('{Enter}');
    await heading(/Glacier shoot checklist/);
    return opened;
  }

  it('shows the page with its place, properties, files, comments and what is missing', async () => {
    const { container } = await read();
    expect(screen.getByRole('navigation', { name: 'Where this page lives' })).toHaveTextContent('Production Shot lists');
    expect(screen.getByText(/^24\s*–\s*25 Nov 2026$/)).toBeVisible();
    expect(screen.getByText('Sólheimajökull')).toBeVisible();
    expect(screen.getByText('48 MB, larger than you wanted')).toBeVisible();
    expect(screen.getByText('2 comments')).toBeVisible();
    expect(screen.getByText(/is not stored here/)).toBeVisible();
    await expectAccessible(container);
  });

  it('a link to a page opens it here, a link elsewhere leaves by the shell only', async () => {
    const { backend, user } = await read();
    await user.click(screen.getByRole('link', { name: 'the map' }));
    expect(backend.opened).toEqual(['https://example.org/map']);
    await user.click(screen.getByRole('link', { name: 'Why glaciers sing' }));
    await heading(/Why glaciers sing/);
    await press(document.body, 'ArrowLeft', { altKey: true });
    await heading(/Glacier shoot checklist/);
  });

  it('a relation opens the page it leads to', async () => {
    const { user } = await read();
    const properties = screen.getByRole('heading', { name: 'Properties' }).parentElement!;
    await user.click(within(properties).getByRole('button', { name: 'Why glaciers sing' }));
    await heading(/Why glaciers sing/);
  });

  it('an attachment that is here is put into the downloads, and says where', async () => {
    const { backend, user } = await read();
    await user.click(button('Save a copy of Film permit.pdf to the downloads'));
    expect(backend.saved).toEqual(['Film permit.pdf']);
    expect(await screen.findByText('“Film permit.pdf” is in your downloads.')).toBeVisible();
    await user.click(button('Dismiss'));
    expect(screen.queryByText('“Film permit.pdf” is in your downloads.')).toBeNull();
  });

  it('is copied as Markdown, and says so', async () => {
    const { user } = await read();
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(button(/Copy as Markdown/));
    expect(written).toHaveBeenCalledWith('# Glacier shoot checklist\n');
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible();
  });

  it('a page that is gone is explained', async () => {
    const { backend, user } = await openWindow({ scenario: 'done' });
    await user.type(await field(), 'glacier shoot checklist');
    await screen.findAllByRole('option');
    vi.spyOn(backend, 'page').mockImplementation((id) => new (Object.getPrototypeOf(backend).constructor)().page(`${id}x`));
    await user.keyboard('{Enter}');
    expect(await heading('This page is not here')).toBeVisible();
  });
});

describe('an import that was stopped', () => {
  it('is not called up to date, and goes on from the strip', async () => {
    const { backend, user } = await openWindow({ scenario: 'stopped' });
    expect(await screen.findByText(/^Import not finished, 212 of/)).toBeVisible();
    expect(screen.getByText(/^The import was not finished: the contents of/)).toBeVisible();
    const goneOn = vi.spyOn(backend, 'importAgain');
    await user.click(screen.getAllByRole('button', { name: 'Go on' })[0]);
    expect(goneOn).toHaveBeenCalledOnce();
    expect(await screen.findByText(/^Importing, 2\d\d of/)).toBeVisible();
  });
});

describe('the workspace', () => {
  async function menu() {
    const opened = await openWindow({ scenario: 'done' });
    await opened.user.click(button('Workspace Fernhill Studio'));
    await screen.findByRole('menu');
    return opened;
  }
  const item = (name: string | RegExp) => screen.findByRole('menuitem', { name });

  it('has a menu that leads to its pages, to another one, and to its end', async () => {
    const { user } = await menu();
    await user.click(await item('Connect another workspace…'));
    await heading('Connect another workspace');
    await user.click(button('Back'));
    expect(await field()).toBeVisible();
  });

  it('is not left without saying what stays and what goes', async () => {
    const { backend, user } = await menu();
    const left = vi.spyOn(backend, 'forgetWorkspace');
    await user.click(await item('Disconnect…'));
    const dialog = await screen.findByRole('dialog', { name: 'Disconnect Fernhill Studio?' });
    await user.click(within(dialog).getByRole('radio', { name: /Forget this workspace/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Forget' }));
    expect(left.mock.calls).toEqual([['1', false]]);
    await heading(/remembered on this computer/);
  });

  it('whose access Notion did not take back is left all the same, and that is told', async () => {
    const { backend, user } = await menu();
    vi.spyOn(backend, 'disconnect').mockResolvedValue({ access: 'unanswered', keys: 'none' });
    await user.click(await item('Disconnect…'));
    const dialog = await screen.findByRole('dialog', { name: 'Disconnect Fernhill Studio?' });
    await user.click(within(dialog).getByRole('button', { name: 'Stop syncing' }));
    expect(await screen.findByText(/did not take the access back/, { selector: '.toast *' })).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a workspace that is not synced any more', () => {
  it('is read and searched, says so without an alarm, and leads to being connected again', async () => {
    const { backend, container, user } = await openWindow({ scenario: 'notSynced' });
    expect(await field()).toBeVisible();
    const strip = await screen.findByText('Not synced any more');
    expect(strip.parentElement?.querySelector('.text-bad, .text-warn')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull();
    expect(screen.getByText(/^You stopped syncing this workspace/)).toBeVisible();
    await expectAccessible(container);
    await user.click(screen.getAllByRole('button', { name: 'Connect again' })[0]);
    await heading('Reconnect Fernhill Studio');
    await user.click(screen.getByLabelText('Connection secret'));
    await user.paste('ntn_right_0000000000');
    await waitFor(() => expect(button('Continue')).toBeEnabled());
    await user.click(button('Continue'));
    expect((await backend.connections())[0].state).toBe('ok');
    expect(await field()).toBeVisible();
  });

  it('has its own mark among the others', async () => {
    const { user } = await openWindow({ scenario: 'notSynced' });
    await user.click(await screen.findByRole('button', { name: 'Workspace Fernhill Studio' }));
    expect(await screen.findByRole('menuitem', { name: /Fernhill Studio.*Not synced any more/ })).toBeVisible();
  });
});

describe('the strip', () => {
  it('says until when a pause holds what is under way, and going on with that is its end', async () => {
    const { backend, user } = await openWindow({ scenario: 'importing' });
    await user.click(button('Start using it'));
    await user.click(button('Open Keepsake'));
    await backend.pauseSyncing('2026-11-20T18:00:00Z');
    expect(await screen.findByText(/^Paused until .+, at 212 of/)).toBeVisible();
    await user.click(button('Resume'));
    expect(await screen.findByText(/^212 of 1,284|^Importing/)).toBeVisible();
    expect(await backend.keepsInStep()).toBe(true);
  });

  it('does not call up to date what is not in Notion yet', async () => {
    const { status } = FakeBackend.prototype;
    const asked = vi.spyOn(FakeBackend.prototype, 'status');
    asked.mockImplementation(async function (this: FakeBackend) {
      return { ...(await status.call(this)), state: 'unsent' };
    });
    await openWindow({ scenario: 'done' });
    expect(await screen.findByText('Changes made here are not in Notion yet')).toBeVisible();
    expect(screen.queryByText('Up to date')).toBeNull();
    asked.mockRestore();
  });

  it('says that all is well, and starts a sync', async () => {
    const { backend, user } = await openWindow({ scenario: 'done' });
    const asked = vi.spyOn(backend, 'syncNow');
    expect(await screen.findByText('Up to date')).toBeVisible();
    await user.click(button('Sync now'));
    expect(asked).toHaveBeenCalledOnce();
  });

  it('asks to reconnect when Notion no longer accepts the key, and the pages stay searchable', async () => {
    const { user } = await openWindow({ scenario: 'signedOut' });
    await user.type(await field(), 'permit');
    expect(await screen.findAllByRole('option')).not.toHaveLength(0);
    await user.click(screen.getAllByRole('button', { name: 'Reconnect' })[0]);
    await heading('Reconnect Fernhill Studio');
    await user.click(button('Not now'));
    expect(await field()).toBeInTheDocument();
  });

  it('leads to the account of the last import', async () => {
    const { container, user } = await openWindow({ scenario: 'done' });
    await user.click(button('Last run'));
    await heading('Activity');
    expect(await screen.findByText('Pages and databases')).toBeVisible();
    await expectAccessible(container);
  });
});

describe('keys', () => {
  it('Ctrl+K comes back to the search from anywhere', async () => {
    const { user } = await openWindow({ scenario: 'done' });
    await user.click(button('Last run'));
    await heading('Activity');
    await press(document.body, 'k', { ctrlKey: true });
    expect(await field()).toBeInTheDocument();
  });

  it('F6 walks through rail, content and strip', async () => {
    await openWindow({ scenario: 'done' });
    (await field()).focus();
    await press(document.body, 'F6');
    expect(document.activeElement?.closest('footer')).not.toBeNull();
    await press(document.body, 'F6');
    expect(document.activeElement?.closest('nav')).not.toBeNull();
  });

  it('? opens the keys, but not while typing', async () => {
    const { user } = await openWindow({ scenario: 'done' });
    await user.type(await field(), '?');
    expect(screen.queryByRole('dialog')).toBeNull();
    await press(document.body, '?');
    expect(await screen.findByRole('dialog', { name: 'How this works' })).toBeVisible();
  });
});

it('a look at Notion that brings nothing is asked about, and nothing that is on show is read again', async () => {
  const { backend } = await openWindow({ scenario: 'done' });
  await screen.findByRole('combobox');
  const { lastSync, ...status } = await backend.status();
  const [asked, recent] = [vi.spyOn(backend, 'status'), vi.spyOn(backend, 'recent')];
  asked.mockResolvedValue({ ...status, lastSync: new Date(Date.now() - 7 * 60_000).toISOString() });
  backend.activity.change({ pages: false, runOver: false, looked: true });
  expect(lastSync).not.toBeNull();
  expect(await screen.findByText('7 min ago')).toBeVisible();
  expect(recent).not.toHaveBeenCalled();
});

it('what a sync brings behind the scenes is shown in the page that is open', async () => {
  const { backend, user } = await openWindow({ scenario: 'done' });
  const [node] = (await backend.tree()).filter(({ kind }) => kind === 'page');
  const page = await backend.page(node.id);
  await user.type(await screen.findByRole('combobox'), node.title);
  await user.click((await screen.findAllByRole('option'))[0]);
  await screen.findByRole('heading', { level: 1, name: new RegExp(page.title) });
  vi.spyOn(backend, 'page').mockResolvedValue({ ...page, html: '<p>Bring the long cable.</p>' });
  backend.activity.change({ pages: false, runOver: true, looked: false });
  expect(await screen.findByText('Bring the long cable.')).toBeVisible();
});

describe('a sync that nobody began here', () => {
  const strip = () => within(screen.getByRole('contentinfo'));
  const told = { pages: true, runOver: false, looked: false };

  it('is said with its pause once it brings something, and is not asked about with every page', async () => {
    const { backend } = await openWindow({ scenario: 'done', holdAt: 1 });
    expect(await strip().findByText('Up to date')).toBeVisible();
    await backend.syncNow();
    const asked = vi.spyOn(backend, 'status');
    backend.activity.change(told);
    expect(await strip().findByRole('button', { name: 'Pause' })).toBeVisible();
    expect(strip().queryByText('Up to date')).toBeNull();
    const before = asked.mock.calls.length;
    for (let page = 0; page < 5; page += 1) backend.activity.change(told);
    backend.activity.change({ ...told, pages: false, looked: true });
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(before + 1));
    // One that came too late to be counted above would be counted here.
    backend.activity.change({ ...told, pages: false, looked: true });
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(before + 2));
  });

  it('is asked about once where it brings nothing', async () => {
    const { backend } = await openWindow({ scenario: 'done' });
    expect(await strip().findByText('Up to date')).toBeVisible();
    const asked = vi.spyOn(backend, 'status');
    backend.activity.change({ ...told, pages: false, looked: true });
    await waitFor(() => expect(asked).toHaveBeenCalledOnce());
    backend.activity.change({ ...told, pages: false, looked: true });
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  });
});
