import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { button, expectAccessible, heading, openWindow, press } from '../tests/window';
import { megabytes, retries } from './standing';

async function openUpdates() {
  const opened = await openWindow({ scenario: 'done' });
  await screen.findByRole('combobox');
  await press(document.body, ',', { ctrlKey: true });
  await heading('Settings');
  await screen.findByText('Version 0.1.0');
  return opened;
}

describe('a new version', () => {
  it('is looked for, fetched, installed and started, each only when it is asked for', async () => {
    const { backend, container, user } = await openUpdates();
    await user.click(button('Look for updates'));
    await user.click(await screen.findByRole('button', { name: 'Download' }));
    await user.click(await screen.findByRole('button', { name: /^Install/ }));
    await user.click(await screen.findByRole('button', { name: /^Restart/ }));
    expect(backend.updates.restarted).toBe(true);
    await expectAccessible(container);
  });

  it('says what it brings before it is fetched', async () => {
    const { user } = await openUpdates();
    await user.click(button('Look for updates'));
    expect(await screen.findByText(/Boards can be sorted/)).toBeInTheDocument();
  });

  it('that was not signed is refused, and can be tried again', async () => {
    const { backend, user } = await openUpdates();
    backend.updates.next.fetch = { standing: 'failed', version: '0.2.0', why: 'notVerified' };
    await user.click(button('Look for updates'));
    await user.click(await screen.findByRole('button', { name: 'Download' }));
    await user.click(await screen.findByRole('button', { name: 'Look for updates' }));
    expect(await screen.findByRole('button', { name: 'Download' })).toBeVisible();
  });

  it('for another kind of computer leads to the page with all of them instead', async () => {
    const { backend, user } = await openUpdates();
    backend.updates.next.look = { standing: 'failed', version: null, why: 'notForHere' };
    await user.click(button('Look for updates'));
    expect(await screen.findByRole('button', { name: 'Download page' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Look for updates' })).toBeNull();
  });

  it('is not looked for by itself once that is switched off', async () => {
    const { backend, user } = await openUpdates();
    await user.click(screen.getByRole('switch', { name: /Look for updates/ }));
    expect((await backend.updates.facts()).looksByItself).toBe(false);
  });
});

it('the size of a package is told in whole megabytes, and something is never nothing', () => {
  expect([0, 1, 400_000, 1_600_000, 30_000_000].map(megabytes)).toEqual([0, 1, 1, 2, 30]);
});

it('only what may pass is tried again', () => {
  expect(retries('unreachable')).toBe(true);
  expect(retries('notForHere')).toBe(false);
});
