import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend/errors';
import type { FakeOptions } from '../backend/fake/options';
import { button, expectAccessible, heading, openWindow } from '../tests/window';

async function open(options: Partial<FakeOptions> = {}, name = 'video pipeline') {
  const opened = await openWindow({ scenario: 'done', ...options });
  await opened.user.type(await screen.findByRole('combobox', { name: 'Search your memory' }), name);
  await screen.findAllByRole('option');
  await opened.user.keyboard('{Enter}');
  await heading(new RegExp(name, 'i'));
  return opened;
}

const grid = () => screen.findByRole('grid');
const lines = async () =>
  within(await grid())
    .getAllByRole('row')
    .slice(1);
const head = (name: string) => screen.getByRole('columnheader', { name });
const minutes = async () => {
  const at = within(await grid())
    .getAllByRole('columnheader')
    .findIndex((one) => one.textContent?.includes('Minutes'));
  return (await lines()).map((line) => Number(within(line).getAllByRole('gridcell')[at - 1].textContent));
};

async function filter(user: Awaited<ReturnType<typeof open>>['user'], column: string, operator: string, value?: string) {
  await user.click(button('Filter'));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Property' }), column);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Condition' }), operator);
  if (value !== undefined) {
    const field = screen.getByLabelText('Value');
    if (field instanceof HTMLSelectElement) await user.selectOptions(field, value);
    else await user.type(field, value);
  }
  await user.keyboard('{Enter}');
  if (screen.queryByRole('button', { name: 'Add' })) await user.click(button('Add'));
}

describe('a database as a table', () => {
  it('shows its rows with their values, and says how many there are', async () => {
    const { container } = await open();
    expect(await screen.findByText('186 rows')).toBeVisible();
    expect(await grid()).toHaveAttribute('aria-rowcount', '187');
    expect(head('Cleared')).toBeVisible();
    expect((await screen.findAllByText('Yes')).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/^\d+ \w+ 2026$/).length).toBeGreaterThan(0);
    expect(screen.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(container);
  });

  it('is sorted by a head, the other way round, and not at all', async () => {
    const { user } = await open();
    await grid();
    await user.click(within(head('Minutes')).getByRole('button'));
    await waitFor(() => expect(head('Minutes')).toHaveAttribute('aria-sort', 'ascending'));
    const up = await minutes();
    expect(up).toEqual([...up].sort((a, b) => a - b));
    await user.click(within(head('Minutes')).getByRole('button'));
    await waitFor(() => expect(head('Minutes')).toHaveAttribute('aria-sort', 'descending'));
    const down = await minutes();
    expect(down).toEqual([...down].sort((a, b) => b - a));
    await user.click(within(head('Minutes')).getByRole('button'));
    await waitFor(() => expect(head('Minutes')).not.toHaveAttribute('aria-sort'));
  });

  it('is filtered by keyboard, and a condition is taken off again', async () => {
    const { user, container } = await open();
    await grid();
    await filter(user, 'Stage', 'is', 'Released');
    const chip = await screen.findByRole('button', { name: 'Take off: Stage is Released' });
    await waitFor(async () => expect(await grid()).not.toHaveAttribute('aria-rowcount', '187'));
    expect(screen.queryByText('Shooting')).toBeNull();
    expect(button('Filter')).toHaveFocus();
    await expectAccessible(container);
    await user.click(chip);
    await waitFor(async () => expect(await grid()).toHaveAttribute('aria-rowcount', '187'));
    expect(button('Filter')).toHaveFocus();
  });

  it('says that nothing fits, and shows all again', async () => {
    const { user } = await open();
    await grid();
    await filter(user, 'Name', 'contains', 'no such words anywhere');
    expect(await screen.findByText('No row fits the filter.')).toBeVisible();
    expect(screen.getByText('There are 186 rows in all.')).toBeVisible();
    await user.click(button('All rows'));
    expect(await grid()).toHaveAttribute('aria-rowcount', '187');
  });

  it('hides a column and shows it again', async () => {
    const { user } = await open();
    await grid();
    await user.click(button(/^Columns/));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Trailer' }));
    await waitFor(() => expect(screen.queryByRole('columnheader', { name: 'Trailer', hidden: true })).toBeNull());
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Trailer' }));
    await waitFor(() => expect(screen.getByRole('columnheader', { name: 'Trailer', hidden: true })).toBeVisible());
  });

  it('is walked to the end of 25,000 rows by keyboard, and only what is in sight is asked for', async () => {
    const { user, backend } = await open({ rows: 25_000 });
    const asked = vi.spyOn(backend, 'tableRows');
    await grid();
    await user.click(within(head('Name')).getByRole('button'));
    await waitFor(() => expect(head('Name')).toHaveAttribute('aria-sort'));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.closest('[data-row]')).toHaveAttribute('data-row', '0'));
    await user.keyboard('{Control>}{End}{/Control}');
    await waitFor(() => expect(document.activeElement?.closest('[data-row]')).toHaveAttribute('data-row', '24999'));
    await user.keyboard('{Home}');
    await waitFor(() => expect(document.activeElement).toHaveAccessibleName(/\S/));
    await waitFor(() => expect(document.activeElement).not.toHaveAccessibleName('On its way …'));
    expect(asked.mock.calls.length).toBeLessThan(10);
  });

  it('a row opens its page, and the table is found again as it was', async () => {
    const { user } = await open();
    await grid();
    await user.click(within(head('Minutes')).getByRole('button'));
    await waitFor(() => expect(head('Minutes')).toHaveAttribute('aria-sort'));
    const first = within((await lines())[0]).getAllByRole('button')[0];
    const name = first.textContent?.replace(/^\P{L}+/u, '') ?? '';
    await user.click(first);
    await heading(new RegExp(name.slice(0, 12)));
    await user.click(button('Back'));
    await heading(/Video pipeline/);
    await waitFor(() => expect(head('Minutes')).toHaveAttribute('aria-sort', 'ascending'));
  });

  it('says while rows are still coming how many are here', async () => {
    const { user } = await openWindow({ scenario: 'importing' });
    await user.click(button('Start using it'));
    await user.click(button('Open Keepsake'));
    await user.type(await screen.findByRole('combobox', { name: 'Search your memory' }), 'video pipeline');
    await screen.findAllByRole('option');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('186 rows are here. More are still being read.')).toBeVisible();
    expect(screen.getByText('Of 3 rows only the names are known.')).toBeVisible();
  });

  it('says what is wrong when the rows cannot be had', async () => {
    const { user, backend } = await open();
    await grid();
    vi.spyOn(backend, 'tableRows').mockRejectedValue(
      new BackendError('invalid_input', { problem: 'not_a_day', name: 'Shoot', value: 'x' }),
    );
    await user.click(within(head('Shoot')).getByRole('button'));
    expect(await screen.findByText(/“x” is no day/)).toBeVisible();
  });

  it('is saved as CSV as it is shown', async () => {
    const { user, backend } = await open();
    await grid();
    await user.click(within(head('Minutes')).getByRole('button'));
    await waitFor(() => expect(head('Minutes')).toHaveAttribute('aria-sort'));
    await user.click(button('Save as CSV'));
    expect(await screen.findByText('Saved as Video pipeline.csv in your downloads.')).toBeVisible();
    expect(backend.databases.saved[0].look.sorts).toEqual([{ column: 'minutes', descending: false }]);
  });
});

describe('a database as a board', () => {
  async function board() {
    const opened = await open();
    await grid();
    await opened.user.click(screen.getByRole('tab', { name: 'Board' }));
    await screen.findByRole('region', { name: /^Draft/ });
    return opened;
  }
  const columnNames = () =>
    screen.getAllByRole('region').flatMap((one) => (one.hasAttribute('data-column') ? [one.getAttribute('data-column')] : []));

  it('has a column for each option in order, and one for rows without', async () => {
    const { container } = await board();
    expect(columnNames()).toEqual(['Draft', 'Shooting', 'Editing', 'Released', '']);
    await waitFor(() => expect(container.querySelectorAll('[data-card]').length).toBeGreaterThan(20));
    await expectAccessible(container);
  });

  it('is grouped by another property', async () => {
    const { user } = await board();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Columns by' }), 'Cleared');
    expect(await screen.findByRole('region', { name: /^Yes/ })).toBeVisible();
    expect(await screen.findByRole('region', { name: /^No,/ })).toBeVisible();
  });

  it('arrows walk over the cards, and Enter opens one', async () => {
    const { user, container } = await board();
    await waitFor(() => expect(container.querySelector('[data-card]')).not.toBeNull());
    const card = container.querySelector<HTMLElement>('[data-card]')!;
    expect(card.tabIndex).toBe(0);
    card.focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.closest('[data-column]')).toHaveAttribute('data-column', 'Draft');
    expect(document.activeElement).not.toBe(card);
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement?.closest('[data-column]')).toHaveAttribute('data-column', 'Shooting');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('region', { name: /^Draft/ })).toBeNull());
  });
});

describe('saved views', () => {
  async function kept() {
    const opened = await open();
    await grid();
    await filter(opened.user, 'Stage', 'is', 'Released');
    await opened.user.click(await screen.findByRole('button', { name: 'Save as view' }));
    await opened.user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'Out{Enter}');
    expect(await screen.findByRole('button', { name: 'Out' })).toHaveAttribute('aria-pressed', 'true');
    return opened;
  }

  it('keep what is shown and bring it back', async () => {
    const { user, container } = await kept();
    expect(screen.queryByRole('button', { name: 'Save as view' })).toBeNull();
    await user.click(button('All rows'));
    await waitFor(async () => expect(await grid()).toHaveAttribute('aria-rowcount', '187'));
    await user.click(button('Out'));
    expect(await screen.findByRole('button', { name: 'Take off: Stage is Released' })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await expectAccessible(container);
  });

  it('are renamed, and a name that is taken is refused', async () => {
    const { user } = await kept();
    await user.click(button('View “Out”'));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename …' }));
    const field = await screen.findByRole('textbox', { name: 'Name of the view' });
    await user.clear(field);
    await user.type(field, 'Released ones{Enter}');
    expect(await screen.findByRole('button', { name: 'Released ones' })).toBeVisible();
    await user.click(button('All rows'));
    await filter(user, 'Cleared', 'is ticked');
    await user.click(await screen.findByRole('button', { name: 'Save as view' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'Released ones{Enter}');
    expect((await screen.findAllByText(/There is a view “Released ones” already/)).length).toBeGreaterThan(0);
  });

  it('are changed, deleted, and had back', async () => {
    const { user } = await kept();
    await user.click(within(head('Minutes')).getByRole('button'));
    await user.click(await screen.findByRole('button', { name: 'Update “Out”' }));
    expect(await screen.findByText('View “Out” updated.')).toBeVisible();
    await user.click(button('View “Out”'));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete view' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Out' })).toBeNull());
    await user.click(button('Undo'));
    await user.click(await screen.findByRole('button', { name: 'Out' }));
    await waitFor(() => expect(head('Minutes')).toHaveAttribute('aria-sort', 'ascending'));
  });

  it('the first one is what a database opens with', async () => {
    const { user, backend } = await open();
    await grid();
    const source = (await backend.tree()).find(({ title }) => title === 'Sound library')!.id;
    const table = await backend.dataTable(source);
    const look = { layout: 'board' as const, conditions: [], sorts: [], columns: ['minutes'], group: 'genre' };
    await backend.keepView(table.id, 'By genre', look, null);
    await user.click(button('Back'));
    const field = await screen.findByRole('combobox', { name: 'Search your memory' });
    await user.clear(field);
    await user.type(field, 'sound library');
    await screen.findAllByRole('option');
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('region', { name: /^Fiction/ })).toBeVisible();
    expect(button('By genre')).toHaveAttribute('aria-pressed', 'true');
  });
});
