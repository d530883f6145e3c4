/** Keys that work everywhere: what they wish for, and that the wish is granted. */
import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { button, openWindow, press } from '../tests/window';
import { wishOf, type Pressed } from './keys';

const pressed = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: true,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

async function open() {
  const opened = await openWindow({ scenario: 'synced' });
  await screen.findByRole('combobox');
  return opened;
}

describe('keys', () => {
  it.each([
    ['w', {}, 'close'],
    ['W', {}, 'close'],
    ['w', { ctrlKey: false }, null],
    ['w', { shiftKey: true }, null],
    ['w', { ctrlKey: false, metaKey: true }, 'close'],
    ['q', {}, 'quit'],
    ['p', { shiftKey: true }, 'pause'],
    ['P', { shiftKey: true }, 'pause'],
    ['p', {}, null],
    ['?', { ctrlKey: false }, 'help'],
  ] as const)('%s with %o', (key, held, wish) => {
    expect(wishOf(pressed(key, held), false, true)).toBe(wish);
  });

  it('end the program only where that is the custom', () => {
    expect(wishOf(pressed('q'), false, false)).toBeNull();
    expect(wishOf(pressed('w'), false, false)).toBe('close');
  });

  it('pause the syncing until somebody goes on, and go on', async () => {
    const { backend } = await open();
    const looking = async () => (await backend.status()).looking;
    await press(document.body, 'P', { ctrlKey: true, shiftKey: true });
    expect(await screen.findByText('Paused')).toBeVisible();
    expect(await looking()).toMatchObject({ paused: true, pausedUntil: null });
    await press(document.body, 'P', { ctrlKey: true, shiftKey: true });
    await waitFor(async () => expect(await looking()).toMatchObject({ paused: false }));
  });

  it('pause an import while one is running, and not the syncing', async () => {
    const { backend } = await openWindow({ scenario: 'importing' });
    await screen.findByRole('button', { name: 'Pause' });
    await press(document.body, 'P', { ctrlKey: true, shiftKey: true });
    expect(await screen.findByRole('button', { name: 'Resume' })).toBeVisible();
    expect((await backend.status()).looking).toBeNull();
  });

  it('close the window the way a hand does, with its question', async () => {
    const { user } = await open();
    await press(document.body, 'w', { ctrlKey: true });
    await screen.findByRole('dialog', { name: 'Keep syncing in the background?' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('end the program, also while the help is open, which names the keys', async () => {
    const { backend, user } = await open();
    await user.click(button('How this works'));
    expect(await screen.findByText('Close the window')).toBeVisible();
    expect(screen.getByText('Quit Keepsake')).toBeVisible();
    expect(backend.hasQuit).toBe(false);
    await press(document.body, 'q', { ctrlKey: true });
    await waitFor(() => expect(backend.hasQuit).toBe(true));
  });
});
