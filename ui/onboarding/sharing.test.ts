import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { button, expectAccessible, heading, openWindow, unlockKeys } from '../tests/window';

describe('nothing shared yet', () => {
  /** Runs with a clock that the test moves. */
  async function unshared(work: (window: Awaited<ReturnType<typeof openWindow>>) => Promise<void>) {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const opened = await openWindow({ scenario: 'unshared' });
      await opened.user.click(button('Try it with sample pages'));
      await heading(/now share a page/);
      await work(opened);
    } finally {
      vi.useRealTimers();
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
    }
  }

  it('shows where to click, and what is shared by itself, with the focus where it was', () =>
    unshared(async ({ container, user }) => {
      await expectAccessible(container);
      const check = button('Check again');
      check.focus();
      await vi.advanceTimersByTimeAsync(15_000);
      expect(await screen.findByRole('heading', { name: /pages are here$/ })).toBeVisible();
      expect(screen.getByText('Handbook')).toBeVisible();
      expect(check).toHaveFocus();
      await screen.findByText(/pages are shared now\. You can choose them, or share more\./);
      await expectAccessible(container);
      await user.click(button('Choose pages'));
      await heading('What should be remembered?');
    }));

  it('looks at once when asked', () =>
    unshared(async ({ backend, user }) => {
      const looked = vi.spyOn(backend, 'refreshCatalog');
      await user.click(button('Check again'));
      expect(looked).toHaveBeenCalledTimes(1);
    }));

  it('looks again once the passphrase is typed that the keys lie under', () =>
    unshared(async ({ backend, user }) => {
      const locked = new BackendError('keychain_locked', { reason: 'passphrase' }, true);
      const looked = vi.spyOn(backend, 'refreshCatalog').mockRejectedValueOnce(locked);
      await user.click(button('Check again'));
      expect(await screen.findByText(/^Your keys are locked with a passphrase/)).toBeVisible();
      await unlockKeys(user);
      await waitFor(() => expect(looked).toHaveBeenCalledTimes(2));
      await waitFor(() => expect(screen.queryByText(/^Your keys are locked/)).toBeNull());
    }));

  it('looks at nothing while the window is hidden, and goes on when it is back', () =>
    unshared(async ({ backend }) => {
      const looked = vi.spyOn(backend, 'refreshCatalog');
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
      await vi.advanceTimersByTimeAsync(120_000);
      expect(looked).not.toHaveBeenCalled();
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
      document.dispatchEvent(new Event('visibilitychange'));
      await vi.advanceTimersByTimeAsync(6_000);
      expect(looked).toHaveBeenCalledTimes(1);
    }));

  it('asks nothing more once it is left, also where it was just looking', () =>
    unshared(async ({ backend, user }) => {
      const found = { pages: 3, databases: 0, rows: 0, complete: true, unreachable: 0 };
      let answer: (seen: typeof found) => void = () => undefined;
      const looked = vi.spyOn(backend, 'refreshCatalog').mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
      await user.click(button('Check again'));
      await user.click(button('Back'));
      await heading('Connect your workspace');
      const listed = vi.spyOn(backend, 'tree');
      answer(found);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(looked).toHaveBeenCalledOnce();
      expect(listed).not.toHaveBeenCalled();
    }));

  it('begins no other look while one goes on, when the window is back', () =>
    unshared(async ({ backend, user }) => {
      const looked = vi.spyOn(backend, 'refreshCatalog').mockReturnValue(new Promise(() => undefined));
      await user.click(button('Check again'));
      document.dispatchEvent(new Event('visibilitychange'));
      await vi.advanceTimersByTimeAsync(120_000);
      expect(looked).toHaveBeenCalledOnce();
    }));

  it('looks more and more rarely, but never more rarely than every half minute', () =>
    unshared(async ({ backend }) => {
      const looked = vi.spyOn(backend, 'refreshCatalog').mockResolvedValue({
        pages: 0,
        databases: 0,
        rows: 0,
        complete: true,
        unreachable: 0,
      });
      await vi.advanceTimersByTimeAsync(600_000);
      expect(looked.mock.calls.length).toBeGreaterThan(20);
      expect(looked.mock.calls.length).toBeLessThan(40);
    }));
});
