/** Settings: found by any word, in effect at once, and leaving said before it is done. */
import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { applyLook } from '../session/look.svelte';
import { speak } from '../words';
import { expectAccessible, heading, openWindow, press } from '../tests/window';
import { found, sections } from './sections';

const root = document.documentElement;
afterEach(() => {
  applyLook({
    syncEverySeconds: 60,
    sparing: true,
    theme: 'system',
    density: 'compact',
    textPercent: 100,
    language: 'system',
    quiet: [],
    namePages: false,
    fixed: [],
  });
  speak(['en']);
});

async function open(options: Parameters<typeof openWindow>[0] = {}) {
  const opened = await openWindow({ scenario: 'done', ...options });
  await screen.findByRole('combobox', { name: 'Search your memory' });
  await press(document.body, ',', { ctrlKey: true });
  await heading('Settings');
  return opened;
}

const region = (name: string) => screen.findByRole('region', { name });
const choose = (name: string) => screen.findByRole('combobox', { name });

describe('the settings', () => {
  it('are one page with every section, and break no rule', async () => {
    const { container } = await open();
    for (const name of [
      'Connections',
      'Syncing',
      'Appearance',
      'Notifications',
      'Language',
      'Privacy and data',
      'Updates',
      'Advanced',
    ])
      expect(await region(name)).toBeVisible();
    expect(await screen.findByText(/In your system’s keychain/)).toBeVisible();
    await expectAccessible(container);
  });

  it('are found in any section, by names they do not have here, too', () => {
    expect([...found('keychain')]).toEqual(['secret']);
    expect(found('dark').has('theme')).toBe(true);
    expect(found('autostart').has('login')).toBe(true);
    expect(found('purge').has('delete')).toBe(true);
    expect([...found('encryption')]).toEqual(['secret', 'sealed']);
    expect(found('zebra').size).toBe(0);
    expect(found('').size).toBe(sections.flatMap(({ rows }) => rows).length);
  });

  it('that are searched for leave the others out', async () => {
    const { user } = await open();
    await user.type(screen.getByRole('searchbox', { name: 'Find a setting' }), 'dark');
    expect(screen.getByRole('region', { name: 'Appearance' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Syncing' })).toBeNull();
    expect(screen.getByText('1 setting found')).toBeInTheDocument();
  });

  it('take effect at once and are kept', async () => {
    const { user, backend } = await open();
    await user.selectOptions(await choose('How often'), 'Every 15 minutes');
    await user.selectOptions(await choose('Colours'), 'Dark');
    await user.selectOptions(await choose('Room'), 'Comfortable');
    await user.selectOptions(await choose('Text size'), '150%');
    await user.click(screen.getByRole('switch', { name: 'Much was deleted' }));
    await user.click(screen.getByRole('switch', { name: 'An import has come to its end' }));
    const titles = screen.getByRole('switch', { name: 'Name pages in notifications' });
    expect(titles).toHaveAttribute('aria-checked', 'false');
    await user.click(titles);
    await user.click(screen.getByRole('switch', { name: 'Look less often on battery and metered connections' }));
    await waitFor(() => expect(root.dataset).toMatchObject({ theme: 'dark', density: 'comfortable' }));
    expect(await backend.settings()).toMatchObject({
      syncEverySeconds: 900,
      theme: 'dark',
      textPercent: 150,
      quiet: ['deletions', 'finished'],
      namePages: true,
      sparing: false,
    });
  });

  it('let openings decide when Notion is looked at, and say what that means', async () => {
    const { user, backend } = await open();
    expect(await screen.findByText('Up to date', { selector: 'footer *' })).toBeVisible();
    await user.selectOptions(await choose('How often'), 'When I open Keepsake');
    expect(await screen.findByText(/when you come back to its window, at most once a minute/)).toBeVisible();
    expect((await backend.settings()).syncEverySeconds).toBeNull();
    expect(await screen.findByText('Up to date at the last look', { selector: 'footer *' })).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Last run' }));
    expect(await screen.findByText(/^Notion is looked at when you open Keepsake, not by the clock/)).toBeVisible();
    expect(screen.queryByText(/next at/)).toBeNull();
  });

  it('say everything anew in another language, and stay where they are', async () => {
    const { user } = await open();
    await user.selectOptions(await choose('Language of the window'), 'Deutsch');
    await heading('Einstellungen');
    expect(root.lang).toBe('de');
    await user.selectOptions(await choose('Sprache des Fensters'), 'English');
    await heading('Settings');
  });

  it('over a step leave out what would make it anew, so that what was typed stays', async () => {
    const { user } = await openWindow();
    await user.click(await screen.findByRole('button', { name: 'Connect Notion' }));
    await user.type(await screen.findByLabelText('Connection secret'), 'ntn_ha');
    await press(document.body, ',', { ctrlKey: true });
    await heading('Settings');
    expect(await region('Appearance')).toBeVisible();
    for (const name of ['Language', 'Connections']) expect(screen.queryByRole('region', { name })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Reset…' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByLabelText('Connection secret')).toHaveValue('ntn_ha');
  });

  it('over a step have everything of a workspace that is here, and lead out of the step', async () => {
    const { user } = await openWindow({ scenario: 'signedOut' });
    await user.click((await screen.findAllByRole('button', { name: 'Reconnect' }))[0]);
    await heading('Reconnect Fernhill Studio');
    await press(document.body, ',', { ctrlKey: true });
    await heading('Settings');
    const card = within(await screen.findByRole('group', { name: 'Fernhill Studio' }));
    for (const name of ['Disconnect…', 'Export', 'Delete everything…'])
      expect(await screen.findByRole('button', { name })).toBeEnabled();
    await user.click(card.getByRole('button', { name: 'Choose pages…' }));
    await heading('What should be remembered?');
  });

  it('that the configuration decides say so and cannot be changed', async () => {
    const opened = await openWindow({ scenario: 'done' });
    opened.backend.fixed = [{ setting: 'syncEverySeconds', place: 'settings.toml' }];
    await screen.findByRole('combobox', { name: 'Search your memory' });
    await press(document.body, ',', { ctrlKey: true });
    expect(await choose('How often')).toBeDisabled();
    expect(screen.getByText('Decided by settings.toml.')).toBeVisible();
  });

  it('start the program at login when that is switched on, and not before', async () => {
    const { user, backend } = await open();
    const login = await screen.findByRole('switch', { name: 'Start at login' });
    expect(login).toHaveAttribute('aria-checked', 'false');
    await user.click(login);
    await waitFor(() => expect(login).toHaveAttribute('aria-checked', 'true'));
    expect(await backend.startsAtLogin()).toBe(true);
  });

  it('hold syncing back until it is switched on again, as a pause does', async () => {
    const { user, backend } = await open();
    const inStep = await screen.findByRole('switch', { name: 'Keep in step with Notion' });
    expect(inStep).toHaveAttribute('aria-checked', 'true');
    await user.click(inStep);
    await waitFor(() => expect(inStep).toHaveAttribute('aria-checked', 'false'));
    expect(await backend.keepsInStep()).toBe(false);
    expect((await screen.findAllByText('Paused'))[0]).toBeVisible();
    await user.click(inStep);
    await waitFor(async () => expect(await backend.keepsInStep()).toBe(true));
  });

  it('share the switch for the background with the list of runs', async () => {
    const { user, backend } = await open();
    await user.click(await screen.findByRole('switch', { name: 'Keep running in the background' }));
    await waitFor(async () => expect(await backend.keepsRunning()).toBe(true));
  });

  it('lead from a card to the choice of pages', async () => {
    const { user } = await open();
    const card = within(await screen.findByRole('group', { name: 'Fernhill Studio' }));
    await user.click(card.getByRole('button', { name: 'Choose pages…' }));
    await heading('What should be remembered?');
  });

  it('show the diagnostics before they are saved, and save what was shown', async () => {
    const { user, backend } = await open();
    await user.click(await screen.findByRole('button', { name: 'Look at it…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Diagnostics file' });
    const text = within(dialog).getByRole('region', { name: 'Diagnostics file' });
    await user.click(within(dialog).getByRole('button', { name: 'Save to downloads' }));
    await waitFor(() => expect(backend.savedTexts).toEqual([text.textContent]));
  });

  it('ask before they are reset', async () => {
    const { user, backend } = await open();
    await user.selectOptions(await choose('Colours'), 'Dark');
    const background = await screen.findByRole('switch', { name: 'Keep running in the background' });
    const updates = await screen.findByRole('switch', { name: 'Look for updates by itself' });
    await user.click(background);
    await user.click(updates);
    await waitFor(() => expect([background, updates].map((one) => one.getAttribute('aria-checked'))).toEqual(['true', 'false']));
    await user.click(screen.getByRole('button', { name: 'Reset…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Reset the settings?' });
    await user.click(within(dialog).getByRole('button', { name: 'Reset…' }));
    await waitFor(async () => expect(await backend.settings()).toMatchObject({ theme: 'system' }));
    await waitFor(() => expect(root.dataset.theme).toBeUndefined());
    await waitFor(() => expect([background, updates].map((one) => one.getAttribute('aria-checked'))).toEqual(['false', 'true']));
    expect(await backend.keepsRunning()).toBeNull();
  });
});

describe('leaving', () => {
  async function asked() {
    const opened = await open();
    await opened.user.click(await screen.findByRole('button', { name: 'Disconnect…' }));
    const dialog = within(await screen.findByRole('dialog'));
    return { ...opened, dialog };
  }

  it('says in a table what becomes of what', async () => {
    const { dialog } = await asked();
    const [, ...rows] = dialog.getAllByRole('row');
    expect(rows.map((row) => within(row).getAllByRole('cell').length)).toEqual([3, 3, 3, 3]);
    await expectAccessible(document.body);
  });

  it('stops syncing, which is no trouble and can be begun again', async () => {
    const { user, dialog } = await asked();
    await user.click(dialog.getByRole('radio', { name: /Stop syncing/ }));
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    await press(document.body, ',', { ctrlKey: true });
    const card = within(await region('Connections'));
    const state = await card.findByText('Stopped');
    expect(state.classList.contains('bad')).toBe(false);
    expect(card.getByRole('button', { name: 'Sync now' })).toBeDisabled();
    await user.click(card.getByRole('button', { name: 'Connect again' }));
    await heading('Reconnect Fernhill Studio');
  });

  it('forgets a workspace, which can be restored', async () => {
    const { user, backend, dialog } = await asked();
    await user.click(dialog.getByRole('radio', { name: /Forget this workspace/ }));
    await user.click(dialog.getByRole('checkbox', { name: /Export everything/ }));
    [backend.ownEdits, backend.newPages] = [2, 1];
    await user.click(dialog.getByRole('button', { name: 'Forget' }));
    await heading(/Your Notion/);
    expect(backend.exported).toEqual(['1']);
    expect(await screen.findByText(/with 3 edits of yours that Notion does not have/, { selector: '.toast *' })).toBeVisible();
    expect((await backend.dataPlace()).forgotten).toHaveLength(1);
    await user.click(await screen.findByRole('button', { name: 'Restore Fernhill Studio' }));
    await screen.findByRole('combobox', { name: 'Search your memory' });
    expect((await backend.dataPlace()).forgotten).toEqual([]);
  });

  it('deletes a forgotten workspace for good when that is meant, also when no other is left', async () => {
    const { user, backend, dialog } = await asked();
    await user.click(dialog.getByRole('radio', { name: /Forget this workspace/ }));
    await user.click(dialog.getByRole('button', { name: 'Forget' }));
    await heading(/Your Notion/);
    await user.click(await screen.findByRole('button', { name: 'Delete for good… Fernhill Studio' }));
    const sure = within(await screen.findByRole('dialog', { name: 'Delete Fernhill Studio for good?' }));
    expect(sure.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await expectAccessible(document.body);
    await user.click(sure.getByRole('button', { name: 'Cancel' }));
    expect((await backend.dataPlace()).forgotten).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Delete for good… Fernhill Studio' }));
    await user.click(await screen.findByRole('button', { name: 'Delete for good' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Restore Fernhill Studio' })).toBeNull());
    expect((await backend.dataPlace()).forgotten).toEqual([]);
    expect(await screen.findByText('Fernhill Studio is deleted from this computer.', { selector: '.toast *' })).toBeVisible();
  });

  it('says that the export leaves out what was forgotten', async () => {
    const { user, backend, dialog } = await asked();
    await user.click(dialog.getByRole('radio', { name: /Delete everything/ }));
    expect(dialog.queryByText(/forgotten are not exported/)).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await backend.connectToken('ntn_other_0000000000');
    await backend.forgetWorkspace('2');
    await user.click(await screen.findByRole('button', { name: 'Delete everything…' }));
    const again = within(await screen.findByRole('dialog'));
    expect(await again.findByText(/forgotten are not exported/)).toBeVisible();
  });

  describe('where no workspace is connected', () => {
    async function left() {
      const opened = await asked();
      await opened.user.click(opened.dialog.getByRole('radio', { name: /Forget this workspace/ }));
      await opened.user.click(opened.dialog.getByRole('button', { name: 'Forget' }));
      await heading(/Your Notion/);
      return overWelcome(opened);
    }
    async function overWelcome(opened: Awaited<ReturnType<typeof openWindow>>) {
      await press(document.body, ',', { ctrlKey: true });
      await heading('Settings');
      await opened.user.click(await screen.findByRole('button', { name: 'Delete everything…' }));
      const sure = within(await screen.findByRole('dialog', { name: 'Delete everything?' }));
      return { ...opened, sure };
    }

    it('deletes what is left, and names the forgotten workspaces before', async () => {
      const { user, backend, sure } = await left();
      expect(screen.getByText(/^What Keepsake still keeps on this computer/)).toBeVisible();
      expect(await sure.findByText('Fernhill Studio')).toBeVisible();
      expect(sure.getByText(/copies of an earlier memory, attachments, keys, settings and logs/)).toBeVisible();
      expect(sure.getByRole('button', { name: 'Cancel' })).toHaveFocus();
      await expectAccessible(document.body);
      await user.click(sure.getByRole('button', { name: 'Cancel' }));
      expect((await backend.dataPlace()).forgotten).toHaveLength(1);
      await user.click(screen.getByRole('button', { name: 'Delete everything…' }));
      await user.click(await screen.findByRole('button', { name: 'Delete everything' }));
      await heading(/Your Notion/);
      expect((await backend.dataPlace()).forgotten).toEqual([]);
      await waitFor(() => expect(screen.queryByRole('button', { name: 'Restore Fernhill Studio' })).toBeNull());
      expect(await screen.findByText('Everything is deleted from this computer.', { selector: '.toast *' })).toBeVisible();
    });

    it('deletes what was set, and the look with it', async () => {
      const opened = await openWindow();
      applyLook(await opened.backend.changeSetting({ setting: 'theme', value: 'dark' }));
      const { user, sure } = await overWelcome(opened);
      expect(sure.queryByRole('list')).toBeNull();
      await user.click(sure.getByRole('button', { name: 'Delete everything' }));
      await heading(/Your Notion/);
      await waitFor(() => expect(root.dataset.theme).toBeUndefined());
    });

    it('says why where it cannot, and stays', async () => {
      const { user, backend, sure } = await left();
      vi.spyOn(backend, 'deleteEverything').mockRejectedValue(new BackendError('owner_busy', { action: 'delete' }));
      await user.click(sure.getByRole('button', { name: 'Delete everything' }));
      expect(await sure.findByText(/Another Keepsake/)).toBeVisible();
      expect((await backend.dataPlace()).forgotten).toHaveLength(1);
    });

    it('goes on without a keychain that stays locked, once that is wanted', async () => {
      const { user, backend, sure } = await left();
      const deletes = vi.spyOn(backend, 'deleteEverything').mockRejectedValueOnce(new BackendError('keychain_locked'));
      await user.click(sure.getByRole('button', { name: 'Delete everything' }));
      expect(await sure.findByRole('button', { name: 'Unlock' })).toBeVisible();
      expect(sure.getByText(/A key in your keychain then stays there/)).toBeVisible();
      await expectAccessible(document.body);
      await user.click(sure.getByRole('button', { name: 'Delete all the same' }));
      expect(await screen.findByText('Everything is deleted from this computer.', { selector: '.toast *' })).toBeVisible();
      expect(deletes.mock.calls).toEqual([[false], [true]]);
    });
  });

  it('deletes everything only when the name is typed', async () => {
    const { user, backend, dialog } = await asked();
    await user.click(dialog.getByRole('radio', { name: /Delete everything/ }));
    const deletes = dialog.getByRole('button', { name: 'Delete everything' });
    expect(deletes).toBeDisabled();
    await user.click(dialog.getByRole('textbox'));
    await user.paste('Fernhill Studio');
    expect(deletes).toBeEnabled();
    await user.click(deletes);
    await heading(/Your Notion/);
    expect(await backend.connections()).toEqual([]);
  });
});
