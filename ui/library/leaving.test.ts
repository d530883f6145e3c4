import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import type { Scenario } from '../backend/fake/options';
import { button, openWindow } from '../tests/window';

async function asked(scenario: Scenario = 'done') {
  const opened = await openWindow({ scenario });
  await opened.user.click(await screen.findByRole('button', { name: 'Workspace Fernhill Studio' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: 'Disconnect…' }));
  const box = await screen.findByRole('dialog', { name: 'Disconnect Fernhill Studio?' });
  return { ...opened, box, dialog: within(box) };
}

const isGone = (box: HTMLElement) => waitFor(() => expect(box).not.toBeInTheDocument());
const toast = (words: RegExp) => screen.findByText(words, { selector: '.toast *' });

describe('leaving', () => {
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
