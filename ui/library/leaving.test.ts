import { screen, within } from '@testing-library/svelte';
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

const toast = (words: RegExp) => screen.findByText(words, { selector: '.toast *' });

describe('leaving', () => {
  it('says when Notion’s connections cannot be opened', async () => {
    const { backend, user } = await asked();
    vi.spyOn(backend, 'openExternal').mockRejectedValue(new BackendError('internal'));
    await user.click(button('Open Notion’s connections'));
    expect(await toast(/^Something went wrong/)).toBeVisible();
  });
});
