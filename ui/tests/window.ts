import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect } from 'vitest';
import App from '../App.svelte';
import { FakeBackend } from '../backend/fake';
import type { FakeOptions } from '../backend/fake/options';
import { fetchLater } from '../later.svelte';

export const now = new Date('2026-11-20T17:08:00Z');

/** The whole window over the fake backend. */
export async function openWindow(options: Partial<FakeOptions> = {}) {
  await fetchLater();
  const backend = new FakeBackend({ now: () => now, ...options });
  const { container } = render(App, { backend, start: await backend.start() });
  return { backend, container, user: userEvent.setup() };
}

export const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
export const button = (name: string | RegExp) => screen.getByRole('button', { name });

/** Fails with the element that breaks a rule. Contrast needs paint and is looked at in the browser. */
export async function expectAccessible(container: Element) {
  const { violations } = await axe.run(container, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html).join(' ')}`)).toEqual([]);
}

export const press = (element: Element, key: string, held: object = {}) => fireEvent.keyDown(element, { key, ...held });

/** Unlocks keys that lie under a passphrase, where that is offered. */
export async function unlockKeys(user: UserEvent) {
  await user.click(button('Unlock'));
  const dialog = await screen.findByRole('dialog', { name: 'Unlock your keys' });
  await user.type(within(dialog).getByLabelText('Passphrase'), 'fern and hill{Enter}');
}
