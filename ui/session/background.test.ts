import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { button, expectAccessible, heading, openWindow, press } from '../tests/window';

const sheet = () => screen.findByRole('dialog', { name: 'Keep syncing in the background?' });

describe('closing the window', () => {
  it('asks first, with the focus on going on, and remembers the answer', async () => {
    const { backend, container, user } = await openWindow({ scenario: 'synced', closing: true });
    const answered = vi.spyOn(backend, 'answerClosing');
    await sheet();
    expect(button('Keep running')).toHaveFocus();
    await expectAccessible(container);
    await user.keyboard('{Enter}');
    expect(answered.mock.calls).toEqual([['keepRunning', true]]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('keeps the focus inside, and can be answered for this once', async () => {
    const { backend, user } = await openWindow({ scenario: 'synced', closing: true });
    const answered = vi.spyOn(backend, 'answerClosing');
    const dialog = await sheet();
    for (let presses = 0; presses < 4; presses += 1) {
      await user.tab();
      expect(dialog).toContainElement(document.activeElement as HTMLElement);
    }
    await user.click(within(dialog).getByRole('switch', { name: 'Remember my answer' }));
    await user.click(within(dialog).getByRole('button', { name: 'Quit' }));
    expect(answered.mock.calls).toEqual([['quit', false]]);
  });

  it('Escape leaves the window open', async () => {
    const { backend, user } = await openWindow({ scenario: 'synced', closing: true });
    const answered = vi.spyOn(backend, 'answerClosing');
    await sheet();
    await user.keyboard('{Escape}');
    expect(answered.mock.calls).toEqual([['stay', true]]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('what is chosen outside the window', () => {
  it('leads to the search, to what has to be decided and to the key', async () => {
    const { backend } = await openWindow({ scenario: 'records' });
    await screen.findByRole('combobox');
    backend.wish({ wish: 'decide', connection: '1' });
    await heading('Activity');
    expect(await screen.findByRole('tab', { name: /^Decisions/, selected: true })).toBeVisible();
    backend.wish({ wish: 'search' });
    expect(await screen.findByRole('combobox')).toBeVisible();
    backend.wish({ wish: 'settings' });
    await heading('Settings');
    backend.wish({ wish: 'reconnect', connection: '1' });
    await heading('Reconnect Fernhill Studio');
  });

  it('leads to the settings before anything is connected, and back to what was typed', async () => {
    const { backend, user } = await openWindow();
    await heading(/remembered on this computer/);
    await user.click(screen.getByRole('button', { name: 'Connect Notion' }));
    const key = await screen.findByLabelText('Connection secret');
    await user.type(key, 'ntn_half');
    const title = document.title;
    backend.wish({ wish: 'settings' });
    const settings = await heading('Settings');
    await vi.waitFor(() => expect(settings).toHaveFocus());
    expect(screen.queryByRole('region', { name: 'Connections' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Export' })).toBeNull();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'How often' }), 'Every 15 minutes');
    await vi.waitFor(async () => expect((await backend.settings()).syncEverySeconds).toBe(900));
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByLabelText('Connection secret')).toHaveValue('ntn_half');
    await vi.waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
    expect(document.title).toBe(title);
    await press(document.body, ',', { ctrlKey: true });
    await heading('Settings');
    await press(document.body, 'ArrowLeft', { altKey: true });
    expect(await screen.findByLabelText('Connection secret')).toBeVisible();
  });

  it('is left alone in the first run', async () => {
    const { backend } = await openWindow();
    await heading(/remembered on this computer/);
    backend.wish({ wish: 'search' });
    await heading(/remembered on this computer/);
  });
});

it('that syncing goes on can be chosen among the runs', async () => {
  const { backend, user } = await openWindow({ scenario: 'synced' });
  await user.click(await screen.findByRole('button', { name: 'Last run' }));
  const choice = await screen.findByRole('switch', { name: 'Keeps running in the background' });
  expect(choice).not.toBeChecked();
  await user.click(choice);
  await vi.waitFor(() => expect(choice).toBeChecked());
  expect(await backend.keepsRunning()).toBe(true);
});
