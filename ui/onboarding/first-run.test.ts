import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { button, expectAccessible, heading, now, openWindow, press, unlockKeys } from '../tests/window';

describe('the first run', () => {
  it('opens on the welcome, with its heading focused and the window named after it', async () => {
    const { container } = await openWindow();
    const title = await heading(/remembered on this computer/);
    expect(title).toHaveFocus();
    expect(document.title).toContain('Keepsake');
    expect(container.querySelectorAll('h1')).toHaveLength(1);
    await expectAccessible(container);
  });

  it('has exactly two live regions, whatever the view', async () => {
    const { container, user } = await openWindow();
    await user.click(button('Connect Notion'));
    expect(container.querySelectorAll('[aria-live]')).toHaveLength(2);
  });

  it('leads from the sample workspace over the choice to the import', async () => {
    const { user } = await openWindow();
    await user.click(button('Try it with sample pages'));
    expect(await heading('What should be remembered?')).toHaveFocus();
    await screen.findByRole('treeitem', { name: /^Handbook/ });
    await user.click(button('Start'));
    await heading('Remembering your pages');
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
  });

  it('goes on with the choice once the passphrase is typed that the keys lie under', async () => {
    const { backend, user, container } = await openWindow();
    const locked = new BackendError('keychain_locked', { reason: 'passphrase' }, true);
    vi.spyOn(backend, 'refreshCatalog').mockRejectedValueOnce(locked);
    const starts = vi.spyOn(backend, 'startImport').mockRejectedValueOnce(locked);
    await user.click(button('Try it with sample pages'));
    expect(await screen.findByText(/^Your keys are locked with a passphrase/)).toBeVisible();
    await expectAccessible(container);
    await unlockKeys(user);
    await screen.findByRole('treeitem', { name: /^Handbook/ });
    expect(screen.queryByText(/^Your keys are locked/)).toBeNull();

    await user.click(button('Start'));
    expect(await screen.findByText(/^Your keys are locked with a passphrase/)).toBeVisible();
    await unlockKeys(user);
    await heading('Remembering your pages');
    expect(starts).toHaveBeenCalledTimes(2);
  });

  it('a sample that cannot be opened says why, under the buttons’ view', async () => {
    const { backend, user } = await openWindow();
    vi.spyOn(backend, 'connectSample').mockRejectedValue(new BackendError('disk_full'));
    await user.click(button('Try it with sample pages'));
    expect(await screen.findByText(/The disk is full/)).toBeVisible();
  });
});

describe('the secret', () => {
  const field = () => screen.getByLabelText('Connection secret');
  async function connect() {
    const opened = await openWindow();
    await opened.user.click(button('Connect Notion'));
    return opened;
  }

  it('is checked after it is pasted, and the workspace is named', async () => {
    const { user, container } = await connect();
    await user.click(field());
    await user.paste('ntn_49201183726450928');
    expect(await screen.findByText('Fernhill Studio')).toBeVisible();
    await expectAccessible(container);
    await user.click(button('Continue'));
    await heading('What should be remembered?');
  });

  it('of a wrong form is not sent anywhere, and stays in the field', async () => {
    const { backend, user } = await connect();
    const asked = vi.spyOn(backend, 'connectToken');
    await user.click(field());
    await user.paste('sec-492');
    expect(await screen.findByText(/Notion secrets start with/)).toBeVisible();
    expect(field()).toHaveValue('sec-492');
    expect(field()).toHaveAttribute('aria-invalid', 'true');
    expect(asked).not.toHaveBeenCalled();
  });

  it('that Notion refuses is explained in an alert, and stays in the field', async () => {
    const { user } = await connect();
    await user.click(field());
    await user.paste('ntn_wrong_0000000000');
    const sentence = await screen.findByText(/Notion does not accept this token/);
    expect(sentence.closest('[role=alert]')).not.toBeNull();
    expect(field()).toHaveValue('ntn_wrong_0000000000');
    expect(button('Continue')).toBeDisabled();
  });

  it('can be tried again when the network was missing', async () => {
    const { user } = await connect();
    await user.click(field());
    await user.paste('ntn_offline_000000000');
    expect(await screen.findByText(/api.notion.com cannot be reached/)).toBeVisible();
    expect(button('Try again')).toBeVisible();
  });

  it('is kept after the passphrase is typed that the keys lie under', async () => {
    const { backend, user } = await connect();
    const locked = new BackendError('keychain_locked', { reason: 'passphrase' }, true);
    vi.spyOn(backend, 'connectToken').mockRejectedValueOnce(locked);
    await user.click(field());
    await user.paste('ntn_0000000000000000');
    expect(await screen.findByText(/^Your keys are locked with a passphrase/)).toBeVisible();
    const unlocked = vi.spyOn(backend, 'unlockKeychain');
    await unlockKeys(user);
    await waitFor(() => expect(button('Continue')).toBeEnabled());
    expect(unlocked.mock.calls).toEqual([[null, 'fern and hill']]);
  });

  it('is hidden until it is asked for', async () => {
    const { user } = await connect();
    expect(field()).toHaveAttribute('type', 'password');
    await user.click(button('Show'));
    expect(field()).toHaveAttribute('type', 'text');
    expect(button('Hide')).toHaveAttribute('aria-pressed', 'true');
  });

  it('the page for making one opens outside the window', async () => {
    const { backend, user } = await connect();
    await user.click(button(/connections page/));
    expect(backend.opened).toEqual(['https://www.notion.so/profile/integrations']);
  });
});

describe('the key of another workspace', () => {
  async function reconnect() {
    const opened = await openWindow({ scenario: 'signedOut' });
    await opened.user.click((await screen.findAllByRole('button', { name: 'Reconnect' }))[0]);
    await heading('Reconnect Fernhill Studio');
    await opened.user.click(screen.getByLabelText('Connection secret'));
    await opened.user.paste('ntn_other_0000000000');
    expect(await screen.findByText(/^This is Northwind Museum; your memory belongs to Fernhill Studio/)).toBeVisible();
    return opened;
  }

  it('is not taken for the one that was asked for', async () => {
    const { container } = await reconnect();
    expect(button('Continue')).toBeDisabled();
    await expectAccessible(container);
  });

  it('can be added beside it', async () => {
    const { user } = await reconnect();
    await user.click(button('Add as a second workspace'));
    await heading('What should be remembered?');
    await user.click(button('Back'));
    expect(await screen.findByRole('button', { name: 'Workspace Fernhill Studio' })).toBeVisible();
  });

  it('can take its place, after one more question', async () => {
    const { backend, user } = await reconnect();
    const forgotten = vi.spyOn(backend, 'forgetWorkspace');
    await user.click(button('Replace…'));
    const dialog = await screen.findByRole('dialog', { name: 'Replace Fernhill Studio?' });
    expect(forgotten).not.toHaveBeenCalled();
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Forget and replace' })).toBeEnabled());
    expect(within(dialog).queryByText(/not in Notion yet/)).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Forget and replace' }));
    await heading('What should be remembered?');
    expect(forgotten.mock.calls).toEqual([['1']]);
    const { forgotten: bin } = await backend.dataPlace();
    expect(bin.map(({ workspaceName }) => workspaceName)).toEqual(['Fernhill Studio']);
  });

  it('says before what Notion does not have of the one it takes the place of', async () => {
    const { backend, user } = await reconnect();
    const change = {
      page: 'p',
      title: 'Plan',
      part: 'body' as const,
      field: '',
      before: 'a',
      after: 'b',
      since: now.toISOString(),
    };
    vi.spyOn(backend, 'waitingChanges').mockResolvedValue([change, change]);
    await user.click(button('Replace…'));
    const dialog = await screen.findByRole('dialog', { name: 'Replace Fernhill Studio?' });
    expect(await within(dialog).findByText(/^2 changes made there are not in Notion yet/)).toBeVisible();
    expect(within(dialog).getByText(/For 30 days it can be restored/)).toBeVisible();
    await expectAccessible(document.body);
  });

  it('that was forgotten is forgotten again, and not removed, when nothing is to become of it', async () => {
    const opened = await openWindow({ scenario: 'signedOut' });
    await opened.backend.connectToken('ntn_other_0000000000');
    await opened.backend.forgetWorkspace('2');
    await opened.user.click((await screen.findAllByRole('button', { name: 'Reconnect' }))[0]);
    await heading('Reconnect Fernhill Studio');
    await opened.user.click(screen.getByLabelText('Connection secret'));
    await opened.user.paste('ntn_other_0000000000');
    await opened.user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(async () => expect((await opened.backend.connections()).map(({ id }) => id)).toEqual(['1']));
    expect((await opened.backend.dataPlace()).forgotten.map(({ id }) => id)).toEqual(['2']);
  });

  it('is forgotten when nothing is to become of it', async () => {
    const { backend, user } = await reconnect();
    await user.click(button('Cancel'));
    await waitFor(async () => expect((await backend.connections()).map(({ id }) => id)).toEqual(['1']));
    expect(screen.getByLabelText('Connection secret')).toHaveValue('');
    await user.click(button('Not now'));
    expect(await screen.findByRole('combobox')).toBeVisible();
  });
});

describe('the language', () => {
  it('is chosen at the beginning, before anything else', async () => {
    const { user, backend, container } = await openWindow();
    await expectAccessible(container);
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Language of the window' }), 'Deutsch');
    await heading('Dein Notion, auf diesem Rechner aufgehoben.');
    expect(await backend.settings()).toMatchObject({ language: 'german' });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Sprache des Fensters' }), 'Wie das System');
    await heading('Your Notion, remembered on this computer.');
  });
});

describe('the import', () => {
  it('says how far it is, to eyes and to screen readers', async () => {
    const { container } = await openWindow({ scenario: 'importing' });
    await heading('Remembering your pages');
    const bar = screen.getByRole('progressbar');
    expect(bar).toHaveAttribute('aria-valuenow', '212');
    expect(bar.getAttribute('aria-valuetext')).toMatch(/^212 of [\d,]+ pages, about \d+ minutes left$/);
    await expectAccessible(container);
  });

  it('is paused and resumed at once', async () => {
    const { user } = await openWindow({ scenario: 'importing' });
    await user.click(button('Pause'));
    expect(await screen.findByRole('heading', { name: /^Paused at 212/ })).toBeVisible();
    await user.click(button('Resume'));
    expect(await screen.findByRole('heading', { name: /^Reading pages: 212/ })).toBeVisible();
  });

  it('asks before it stops, with keeping as the first choice', async () => {
    const { backend, user } = await openWindow({ scenario: 'importing' });
    const stopped = vi.spyOn(backend, 'stopRun');
    await user.click(button('Stop…'));
    const dialog = await screen.findByRole('dialog', { name: 'Stop importing?' });
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Keep what is here' })).toHaveFocus());
    await user.click(within(dialog).getByRole('button', { name: 'Continue' }));
    expect(stopped).not.toHaveBeenCalled();
    await user.click(button('Stop…'));
    await user.click(await screen.findByRole('button', { name: 'Remove what was imported' }));
    expect(stopped).toHaveBeenCalledWith('1', true);
    await heading('What should be remembered?');
  });

  it('that was stopped says what is still to come, and goes on', async () => {
    const { backend, user } = await openWindow({ scenario: 'importing' });
    await user.click(button('Stop…'));
    await user.click(await screen.findByRole('button', { name: 'Keep what is here' }));
    expect(await screen.findByRole('heading', { name: /^Stopped at 212/ })).toBeVisible();
    const remaining = screen.getByText('Remaining').parentElement;
    expect(remaining).not.toHaveTextContent('Remaining0');
    const goneOn = vi.spyOn(backend, 'importAgain');
    await user.click(button('Go on'));
    expect(goneOn).toHaveBeenCalledOnce();
    expect(await screen.findByRole('heading', { name: /^Reading pages: 2/ })).toBeVisible();
  });

  it('that Notion cut off with the key is not called complete, and asks for another key', async () => {
    const { backend, user } = await openWindow({ scenario: 'importing' });
    await heading('Remembering your pages');
    backend.signOut();
    expect(await screen.findByRole('heading', { name: 'Paused: Notion no longer accepts our key.' })).toBeVisible();
    await user.click(button('Start using it'));
    expect(await screen.findByText(/the rest comes when Keepsake has a key again/)).toBeVisible();
    await user.click(button('Reconnect'));
    await heading('Reconnect Fernhill Studio');
  });

  it('that another process does says that it cannot be paused here, and goes on', async () => {
    const { backend, user } = await openWindow({ scenario: 'importing' });
    const busy = new BackendError('owner_busy', { action: 'pause', owner: ' (cli 7)' });
    vi.spyOn(backend, 'pauseRun').mockRejectedValue(busy);
    await user.click(button('Pause'));
    expect(await screen.findByText(/can be paused only there/)).toBeVisible();
    expect(screen.getByRole('heading', { name: /^Reading pages/ })).toBeVisible();
    expect(button('Pause')).toBeVisible();
  });

  it('can be left as soon as every title is in, and goes on in the strip', async () => {
    const { user } = await openWindow({ scenario: 'importing' });
    await user.click(button('Start using it'));
    await heading('You are set.');
    expect(screen.getByText(/Contents: 212 of/)).toBeVisible();
    await user.click(button('Open Keepsake'));
    expect(await screen.findByText(/^Importing, 212 of/)).toBeVisible();
  });

  it('keeps in step by itself unless that is switched off at its end', async () => {
    const { backend, user } = await openWindow({ scenario: 'importing' });
    await user.click(button('Start using it'));
    await heading('You are set.');
    const inStep = await screen.findByRole('switch', { name: 'Keep in step with Notion while Keepsake runs' });
    expect(inStep).toHaveAttribute('aria-checked', 'true');
    await user.click(inStep);
    await waitFor(() => expect(inStep).toHaveAttribute('aria-checked', 'false'));
    expect(await backend.keepsInStep()).toBe(false);
    await user.click(inStep);
    await waitFor(async () => expect(await backend.keepsInStep()).toBe(true));
  });

  it('a disk that is nearly full is said with what there is to do', async () => {
    const { backend, user, container } = await openWindow({ scenario: 'littleSpace' });
    await screen.findByRole('heading', { name: 'Import paused: 340 MB left on this disk.' });
    expect(screen.getByText(/goes on by itself when there is room/)).toBeVisible();
    expect(screen.queryByText(/^Continuing in/)).toBeNull();
    await user.click(button('Open the folder'));
    expect(backend.openedFolders).toEqual(['data']);
    await expectAccessible(container);
    await user.click(button('Start using it'));
    await user.click(button('Open Keepsake'));
    expect(await screen.findByText('Paused: 340 MB left on this disk')).toBeVisible();
  });

  it('a slow-down of Notion is said with its countdown, which is not read out', async () => {
    await openWindow({ scenario: 'waiting' });
    expect(await screen.findByRole('heading', { name: 'Notion asked us to slow down.' })).toBeVisible();
    expect(screen.getByText('Continuing in 0:24')).toHaveAttribute('aria-hidden', 'true');
  });

  it('ends with its account, and every hole has a reason', async () => {
    const { user, container } = await openWindow({ pace: 2000 });
    await user.click(button('Try it with sample pages'));
    await screen.findByRole('treeitem', { name: /^Handbook/ });
    await user.click(button('Start'));
    await heading('Your pages are here');
    expect(screen.getByText(/3 skipped, 2 failed/)).toBeVisible();
    await user.click(button('Start using it'));
    expect(await screen.findByText('5 things are not here')).toBeVisible();
    expect(screen.getByText('Notion does not share it with us.')).toBeVisible();
    await expectAccessible(container);
    press(document.body, 'Escape');
  });
});
