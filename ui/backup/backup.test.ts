/** Copies of the memory: the window when the memory cannot be opened, the first screen, and the settings. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { BackendError, type ErrorCode } from '../backend';
import { FakeBackend } from '../backend/fake';
import Refused from '../Refused.svelte';
import { button, expectAccessible, heading, now, openWindow, press } from '../tests/window';

const kept = /kept in .*replaced/;

async function refused(code: ErrorCode = 'store_damaged', change: (backend: FakeBackend) => void = () => undefined) {
  const backend = new FakeBackend({ now: () => now, scenario: 'damaged' });
  change(backend);
  const error = new BackendError(code, { path: '~/keepsake', detail: 'file is not a database' });
  const { container } = render(Refused, { error, backend });
  await heading('Keepsake cannot open your memory');
  return { backend, container, user: userEvent.setup() };
}

describe('a memory that cannot be read', () => {
  it('is said, with when the last good copy was made, and breaks no rule', async () => {
    const { container, backend } = await refused();
    expect(screen.getByText(/could not be read/)).toBeVisible();
    const made = backend.copies.find(({ state }) => state === 'good')?.made ?? '';
    expect(await screen.findByText(/The last good copy is from/)).toHaveTextContent(
      new Date(made).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false }),
    );
    await expectAccessible(container);
  });

  it('is replaced by that copy, says where it is kept, and goes on', async () => {
    const { backend, user } = await refused();
    await user.click(await screen.findByRole('button', { name: 'Restore copy' }));
    expect(await screen.findByText(kept)).toBeVisible();
    expect(backend.restored).toEqual([backend.copies[1]?.path]);
    expect(button('Go on')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(backend.begun).toBe(1);
  });

  it('a copy that cannot be put back says why, and leaves the other ways open', async () => {
    const { user } = await refused('store_damaged', (backend) => {
      vi.spyOn(backend, 'restoreBackup').mockRejectedValue(new BackendError('owner_busy', { action: 'replace' }));
    });
    await user.click(await screen.findByRole('button', { name: 'Restore copy' }));
    expect(await screen.findByText(/Close it first/)).toBeVisible();
    expect(button('Start fresh')).toBeEnabled();
  });

  it('without a good copy says so, and starts fresh only after a question', async () => {
    const { backend, user } = await refused('store_damaged', (backend) => {
      backend.copies = backend.copies.filter(({ state }) => state !== 'good');
    });
    expect(await screen.findByText(/There is no good copy/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Restore copy' })).toBeNull();
    const started = vi.spyOn(backend, 'startFresh');
    await user.click(button('Start fresh'));
    const dialog = await screen.findByRole('dialog', { name: 'Start with an empty memory?' });
    expect(within(dialog).getByText(/kept, in ~\/keepsake/)).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(started).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Start fresh' }));
    expect(await screen.findByText(kept)).toBeVisible();
    await user.click(button('Go on'));
    expect(backend.begun).toBe(1);
  });

  it('can be told about to whoever helps', async () => {
    const { backend, user } = await refused();
    await user.click(button('Save for support'));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Save to downloads' }));
    expect(backend.savedTexts).toHaveLength(1);
  });

  it('of a newer version is no case for a copy', async () => {
    await refused('store_newer');
    expect(screen.getByText(/A newer version of Keepsake wrote the memory/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Start fresh' })).toBeNull();
    expect(button('Try again')).toBeVisible();
  });
});

describe('restoring a backup', () => {
  async function fromWelcome() {
    const opened = await openWindow();
    await opened.user.click(button('Restore a backup'));
    return { ...opened, dialog: await screen.findByRole('dialog', { name: 'Restore a backup' }) };
  }

  it('offers what was found, the newest good one first, and says what is wrong with the others', async () => {
    const { backend, dialog, container, user } = await fromWelcome();
    const choices = await within(dialog).findAllByRole('radio');
    expect(choices.map((choice) => (choice as HTMLInputElement).disabled)).toEqual([true, false, false]);
    expect(choices[1]).toBeChecked();
    expect(within(dialog).getByText(/Damaged, cannot be restored/)).toBeVisible();
    expect(within(dialog).getAllByText(/pages of Fernhill Studio/)).toHaveLength(2);
    await expectAccessible(container);
    await user.click(within(dialog).getByRole('button', { name: 'Restore' }));
    expect(await screen.findByText(kept)).toBeVisible();
    expect(backend.restored).toEqual([backend.copies[1]?.path]);
    await waitFor(() => expect(button('Go on')).toHaveFocus());
    await user.click(button('Go on'));
    expect(backend.begun).toBe(1);
  });

  it('takes a file from anywhere, and refuses one that is no backup', async () => {
    const { backend, dialog, user } = await fromWelcome();
    await within(dialog).findAllByRole('radio');
    backend.chosen = backend.copy('letter.txt', 1, { state: 'foreign' });
    await user.click(within(dialog).getByRole('button', { name: 'Choose a file…' }));
    expect(await within(dialog).findByText(/Not a backup of Keepsake’s · letter.txt/)).toBeVisible();
    backend.chosen = backend.copy('stick.backup', 1, {});
    await user.click(within(dialog).getByRole('button', { name: 'Choose a file…' }));
    await waitFor(() => expect(within(dialog).getAllByRole('radio')).toHaveLength(5));
    await user.click(within(dialog).getByRole('button', { name: 'Restore' }));
    expect(backend.restored).toEqual([backend.chosen.path]);
  });

  it('Escape leaves everything as it is', async () => {
    const { backend, user } = await fromWelcome();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.restored).toEqual([]);
  });
});

it('a backup is saved from the settings, which say where it lies', async () => {
  const { user } = await openWindow({ scenario: 'done' });
  await screen.findByRole('combobox', { name: 'Search your memory' });
  await press(document.body, ',', { ctrlKey: true });
  await user.click(await screen.findByRole('button', { name: 'Save a backup' }));
  expect(await screen.findByText(/in your downloads, as “keepsake-2026/)).toBeVisible();
});
