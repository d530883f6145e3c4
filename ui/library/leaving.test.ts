import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError, type Left } from '../backend';
import type { Scenario } from '../backend/fake/options';
import { button, expectAccessible, openWindow } from '../tests/window';

async function asked(scenario: Scenario = 'done') {
  const opened = await openWindow({ scenario });
  await opened.user.click(await screen.findByRole('button', { name: 'Workspace Fernhill Studio' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Disconnect…' }));
  const box = await screen.findByRole('dialog', { name: 'Disconnect Fernhill Studio?' });
  return { ...opened, box, dialog: within(box) };
}

const isGone = (box: HTMLElement) => waitFor(() => expect(box).not.toBeInTheDocument());
const settled = () => new Promise((resolve) => setTimeout(resolve));
const toast = (words: RegExp) => screen.findByText(words, { selector: '.toast *' });

describe('leaving while the keys are locked', () => {
  it('asks for the passphrase they lie under, and goes on once it is typed', async () => {
    const { backend, user, box, dialog } = await asked('passphrase');
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    expect(await dialog.findByText(/^Your keys are locked with a passphrase/)).toBeVisible();
    await expectAccessible(document.body);
    expect((await backend.connections())[0].state).toBe('ok');
    await user.click(dialog.getByRole('button', { name: 'Unlock' }));
    const unlock = await screen.findByRole('dialog', { name: 'Unlock your keys' });
    const typed = within(unlock).getByLabelText('Passphrase');
    await waitFor(() => expect(typed).toHaveFocus());
    // Nothing but the order in the document says which of two dialogs lies over the other.
    expect(box.compareDocumentPosition(unlock) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    await user.type(typed, 'fern and hill{Enter}');
    await isGone(box);
    expect((await backend.connections())[0].state).toBe('stopped');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('does nothing once the keys are unlocked for somebody who has thought better of it', async () => {
    const { backend, user, dialog } = await asked('passphrase');
    let open = () => {};
    vi.spyOn(backend, 'unlockKeychain').mockReturnValue(new Promise((resolve) => (open = resolve)));
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    await user.click(await dialog.findByRole('button', { name: 'Unlock' }));
    const unlock = await screen.findByRole('dialog', { name: 'Unlock your keys' });
    await user.type(within(unlock).getByLabelText('Passphrase'), 'fern and hill{Enter}');
    await user.click(within(unlock).getByRole('button', { name: 'Cancel' }));
    const disconnect = vi.spyOn(backend, 'disconnect');
    await isGone(unlock);
    open();
    await settled();
    expect(disconnect).not.toHaveBeenCalled();
  });

  it('says what can be done about a file of keys that cannot be used', async () => {
    const { backend, user, dialog } = await asked('done');
    const refused = new BackendError('keychain_locked', { reason: 'key_file', detail: 'secrets.key is not there' });
    vi.spyOn(backend, 'disconnect').mockRejectedValue(refused);
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    expect(await dialog.findByText(/^The file that opens your keys/)).toBeVisible();
    expect(dialog.getByText(/^You can go on without it\. The key stays sealed/)).toBeVisible();
    expect(dialog.queryByRole('button', { name: 'Unlock' })).toBeNull();
  });

  it('goes on without the key where the passphrase is forgotten', async () => {
    const { backend, user, box, dialog } = await asked('passphrase');
    const forget = vi.spyOn(backend, 'forgetWorkspace');
    await user.click(dialog.getByRole('radio', { name: /Forget this workspace/ }));
    await user.click(dialog.getByRole('button', { name: 'Forget' }));
    expect(await dialog.findByText(/^If you have forgotten the passphrase/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Forget all the same' }));
    await isGone(box);
    expect(forget.mock.calls).toEqual([
      ['1', false],
      ['1', true],
    ]);
  });

  it('needs no passphrase to delete everything', async () => {
    const { backend, user, box, dialog } = await asked('passphrase');
    await user.click(dialog.getByRole('radio', { name: /Delete everything/ }));
    await user.type(dialog.getByRole('textbox'), 'Fernhill Studio');
    await user.click(dialog.getByRole('button', { name: 'Delete everything' }));
    await isGone(box);
    expect(await backend.connections()).toEqual([]);
  });

  it('has the system ask for the keychain, exports nothing twice, and goes on', async () => {
    const { backend, user, box, dialog } = await asked();
    vi.spyOn(backend, 'forgetWorkspace').mockRejectedValueOnce(new BackendError('keychain_locked'));
    // That there is no key in it is no reason to stay.
    const unlock = vi.spyOn(backend, 'unlockKeychain').mockRejectedValueOnce(new BackendError('needs_sign_in'));
    await user.click(dialog.getByRole('radio', { name: /Forget this workspace/ }));
    await user.click(dialog.getByRole('checkbox'));
    await user.click(dialog.getByRole('button', { name: 'Forget' }));
    await user.click(await dialog.findByRole('button', { name: 'Unlock' }));
    await isGone(box);
    expect(unlock.mock.calls).toEqual([['1', null]]);
    expect(backend.exported).toEqual(['1']);
  });

  it('does nothing once the person has turned away from it while the keychain asked', async () => {
    const { backend, user, box, dialog } = await asked();
    const ends = vi.spyOn(backend, 'disconnect').mockRejectedValueOnce(new BackendError('keychain_locked'));
    let open: () => void = () => undefined;
    vi.spyOn(backend, 'unlockKeychain').mockReturnValue(new Promise((resolve) => (open = resolve)));
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    await user.click(await dialog.findByRole('button', { name: 'Unlock' }));
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await isGone(box);
    open();
    await settled();
    expect(ends).toHaveBeenCalledOnce();
  });

  it('offers to delete everything without the keys only where that was tried, with the name typed', async () => {
    const { backend, user, dialog } = await asked();
    vi.spyOn(backend, 'disconnect').mockRejectedValueOnce(new BackendError('keychain_locked'));
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    expect(await dialog.findByRole('button', { name: 'Stop syncing all the same' })).toBeVisible();
    await user.click(dialog.getByRole('radio', { name: /Delete everything/ }));
    expect(dialog.queryByRole('button', { name: /all the same/ })).toBeNull();
    vi.spyOn(backend, 'deleteEverything').mockRejectedValueOnce(new BackendError('keychain_locked'));
    await user.type(dialog.getByRole('textbox'), 'Fernhill Studio');
    await user.click(dialog.getByRole('button', { name: 'Delete everything' }));
    await user.click(await dialog.findByRole('button', { name: 'Delete all the same' }));
    await waitFor(async () => expect(await backend.connections()).toEqual([]));
  });

  it('goes on without a keychain that is gone, and says where keys may still lie', async () => {
    const { backend, user, box, dialog } = await asked();
    const left: Left = { access: 'unanswered', keys: 'inKeychain' };
    const missing = new BackendError('keychain_missing', { reason: 'leaving', detail: 'no bus' });
    vi.spyOn(backend, 'disconnect').mockRejectedValueOnce(missing).mockResolvedValueOnce(left);
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    expect(await dialog.findByText(/^The place where the key lies cannot be opened/)).toBeVisible();
    expect(dialog.queryByRole('button', { name: 'Unlock' })).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Stop syncing all the same' }));
    await isGone(box);
    const told = await toast(/did not take the access back.*They are named “Keepsake”/);
    expect(told).toBeVisible();
  });
});

describe('leaving', () => {
  it('begins anew and says so where something beside the memory could not be deleted', async () => {
    const { backend, user, box, dialog } = await asked();
    vi.spyOn(backend, 'deleteEverything').mockImplementationOnce(async () => {
      await backend.disconnect('1', true);
      return { access: 'stays', keys: 'none', remains: ['startAtLogin', 'webData'] };
    });
    await user.click(dialog.getByRole('radio', { name: /Delete everything/ }));
    await user.type(dialog.getByRole('textbox'), 'Fernhill Studio');
    await user.click(dialog.getByRole('button', { name: 'Delete everything' }));
    await isGone(box);
    expect(await toast(/^The entry that starts Keepsake.*web engine/)).toBeVisible();
  });

  it('cannot be turned away from while it happens, so that no failure is lost', async () => {
    const { backend, user, box, dialog } = await asked();
    let fail: (error: BackendError) => void = () => undefined;
    vi.spyOn(backend, 'disconnect').mockReturnValue(new Promise((_, reject) => (fail = reject)));
    await user.click(dialog.getByRole('button', { name: 'Stop syncing' }));
    expect(dialog.getByRole('button', { name: 'Cancel' })).toBeDisabled();
    await user.keyboard('{Escape}');
    expect(box).toBeInTheDocument();
    fail(new BackendError('disk_full'));
    expect(await dialog.findByRole('alert')).toBeVisible();
    await user.keyboard('{Escape}');
    await isGone(box);
  });

  it('says when Notion’s connections cannot be opened', async () => {
    const { backend, user } = await asked();
    vi.spyOn(backend, 'openExternal').mockRejectedValue(new BackendError('internal'));
    await user.click(button('Open Notion’s connections'));
    expect(await toast(/^Something went wrong/)).toBeVisible();
  });
});
