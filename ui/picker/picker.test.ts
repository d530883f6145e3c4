import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { button, expectAccessible, openWindow, press } from '../tests/window';

const row = (name: RegExp) => screen.findByRole('treeitem', { name });

async function choose() {
  const opened = await openWindow();
  await opened.user.click(button('Try it with sample pages'));
  await row(/^Handbook/);
  return opened;
}

describe('the picker', () => {
  it('is a tree with one tab stop, and says level, place and state of each row', async () => {
    const { container } = await choose();
    const production = await row(/^Production/);
    expect(production).toHaveAttribute('aria-level', '1');
    expect(production).toHaveAttribute('aria-posinset', '2');
    expect(production).toHaveAttribute('aria-setsize', '6');
    expect(production).toHaveAttribute('aria-expanded', 'false');
    expect(production).toHaveAttribute('aria-checked', 'true');
    expect(container.querySelectorAll('[role=treeitem][tabindex="0"]')).toHaveLength(1);
    await expectAccessible(container);
  });

  it('opens, goes in, ticks and comes back by keyboard', async () => {
    await choose();
    const home = await row(/^Handbook/);
    home.focus();
    await press(home, 'ArrowDown');
    const production = await row(/^Production/);
    await waitFor(() => expect(production).toHaveFocus());
    await press(production, 'ArrowRight');
    expect(production).toHaveAttribute('aria-expanded', 'true');
    await press(production, 'ArrowRight');
    const pipeline = await row(/^Video pipeline/);
    await waitFor(() => expect(pipeline).toHaveFocus());
    await press(pipeline, ' ');
    expect(pipeline).toHaveAttribute('aria-checked', 'false');
    expect(production).toHaveAttribute('aria-checked', 'mixed');
    await press(pipeline, 'ArrowLeft');
    await waitFor(() => expect(production).toHaveFocus());
  });

  it('letters go to the row that begins with them', async () => {
    await choose();
    const home = await row(/^Handbook/);
    home.focus();
    await press(home, 'c');
    await waitFor(async () => expect(await row(/^Clients/)).toHaveFocus());
  });

  it('a filter keeps the way to its matches and says how many there are', async () => {
    const { user } = await choose();
    await user.type(screen.getByRole('searchbox'), 'checklist');
    expect(await row(/^Glacier shoot checklist/)).toHaveAttribute('aria-level', '3');
    expect(await row(/^Production/)).toHaveAttribute('aria-expanded', 'true');
    await waitFor(() => expect(screen.getByText('1 match', { exact: false })).toBeInTheDocument(), { timeout: 2000 });
    await user.keyboard('{Escape}');
    expect(await row(/^Handbook/)).toBeInTheDocument();
  });

  it('select none leaves nothing to start', async () => {
    const { user } = await choose();
    await user.click(button('None'));
    expect(button('Start')).toBeDisabled();
    expect(screen.getByText('Nothing is selected yet.')).toBeVisible();
    await user.click(button('Select all'));
    expect(button('Start')).toBeEnabled();
  });

  it('says what the choice amounts to, and what is switched on', async () => {
    const { user } = await choose();
    expect(await screen.findByText(/^1,087 pages, 3 databases and 388 rows$/)).toBeVisible();
    expect(screen.getByText('With attachments, without comments')).toBeVisible();
    await user.click(button('Options'));
    await user.click(screen.getByRole('switch', { name: /Attachments/ }));
    await user.selectOptions(screen.getByLabelText('Comments'), 'pages');
    expect(screen.getByText('With comments, without attachments')).toBeVisible();
  });
});
