import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { button, expectAccessible, heading, openWindow, press } from '../tests/window';

const field = () => screen.findByRole('combobox', { name: 'Search your memory' });
const chip = (name: string | RegExp) => screen.findByRole('button', { name });

async function search(words: string) {
  const opened = await openWindow({ scenario: 'done' });
  await opened.user.type(await field(), words);
  await screen.findAllByRole('option');
  return opened;
}

async function read(title: string) {
  const opened = await search(title);
  await opened.user.keyboard('{Enter}');
  await heading(new RegExp(title, 'i'));
  return opened;
}

async function more({ user }: Awaited<ReturnType<typeof openWindow>>, item: RegExp) {
  button('More about this page').focus();
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('menuitem', { name: item }));
}

async function add({ user }: Awaited<ReturnType<typeof openWindow>>, item: string) {
  button('Filter').focus();
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('menuitem', { name: item }));
}

describe('filters of the search', () => {
  it('narrow it down, are chips, and go with a press', async () => {
    const opened = await search('glaciers sing');
    const all = screen.getAllByRole('option').length;
    await add(opened, 'Titles only');
    await chip('Remove filter: Titles only');
    await waitFor(() => expect(screen.getAllByRole('option').length).toBeLessThan(all));
    await expectAccessible(opened.container);
    await opened.user.click(await chip('Remove filter: Titles only'));
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(all));
    expect(button('Filter')).toHaveFocus();
  });

  it('list what passes without any words', async () => {
    const opened = await openWindow({ scenario: 'done' });
    await field();
    await add(opened, 'Databases');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3));
  });

  it('that leave nothing are taken off where nothing is found', async () => {
    const opened = await search('receipts');
    await add(opened, 'Databases');
    expect(await screen.findByText('Nothing with “receipts” passes these filters.')).toBeVisible();
    await opened.user.click(button('Search without filters'));
    expect((await screen.findAllByRole('option')).length).toBeGreaterThan(0);
  });

  it('a page to search in is found by its title, or is the one on show', async () => {
    const opened = await search('permit');
    await add(opened, 'Inside a page or database…');
    const dialog = await screen.findByRole('dialog');
    await opened.user.type(within(dialog).getByRole('textbox'), 'travel');
    await opened.user.click((await within(dialog).findAllByRole('button', { name: /^Travel/ }))[0]);
    await chip('Remove filter: Inside: Travel');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await opened.user.keyboard('{Escape}');
    await opened.user.click(screen.getByRole('option'));
    await heading(/receipts/);
    await more(opened, /Search inside/);
    await chip(/^Remove filter: Inside: Iceland/);
  });

  it('two days are asked for, and the second does not lie before the first', async () => {
    const opened = await search('glacier');
    await add(opened, 'Edited between two days…');
    const dialog = await screen.findByRole('dialog');
    const [from, to] = [within(dialog).getByLabelText('From'), within(dialog).getByLabelText('To')];
    await fireEvent.input(from, { target: { value: '2026-11-19' } });
    await fireEvent.input(to, { target: { value: '2026-11-01' } });
    expect(button('Show these')).toBeDisabled();
    await fireEvent.input(to, { target: { value: '' } });
    await opened.user.click(button('Show these'));
    await chip('Remove filter: Edited since 19 Nov 2026');
  });
});

describe('before anything is typed', () => {
  it('what was opened stands above what was edited', async () => {
    const opened = await read('glacier shoot checklist');
    await press(document.body, 'ArrowLeft', { altKey: true });
    await opened.user.clear(await field());
    const home = within(screen.getByRole('main'));
    const lately = await home.findByRole('heading', { name: 'Opened lately' });
    expect(lately.nextElementSibling).toHaveTextContent('Glacier shoot checklist');
    expect(home.getByRole('heading', { name: 'Edited lately' })).toBeVisible();
  });
});

describe('versions', () => {
  async function versions() {
    const opened = await read('glacier shoot checklist');
    await more(opened, /Versions/);
    await heading('Glacier shoot checklist: versions');
    return opened;
  }

  it('are listed with time, editor and size, and show the page as it was', async () => {
    const { user, container } = await versions();
    const list = await screen.findByRole('complementary', { name: 'Versions' });
    const entries = await within(list).findAllByRole('button');
    expect(entries).toHaveLength(3);
    expect(entries[1]).toHaveTextContent('Tomas');
    expect(entries[2]).toHaveTextContent('the oldest one here');
    await user.click(entries[2]);
    expect(await screen.findByText(/One day on the ice/)).toBeVisible();
    expect(entries[2]).toHaveAttribute('aria-current', 'true');
    await expectAccessible(container);
  });

  it('what changed is marked and said', async () => {
    const { user, container } = await versions();
    const entries = await within(await screen.findByRole('complementary', { name: 'Versions' })).findAllByRole('button');
    await user.click(entries[0]);
    await user.click(screen.getByRole('tab', { name: 'What changed' }));
    await waitFor(() => expect(container.querySelector('ins')).toHaveTextContent(/^added: .*twice/));
    expect(container.querySelector('del')).toHaveTextContent(/^removed: /);
    await user.selectOptions(screen.getByRole('combobox', { name: /Compared with/ }), [screen.getAllByRole('option').at(-1)!]);
    await waitFor(() =>
      expect([...container.querySelectorAll('ins')].some((ins) => /Check the road/.test(ins.textContent))).toBe(true),
    );
  });

  it('a day shows what the page said then, and one before all of them says so', async () => {
    const { user } = await versions();
    const day = await screen.findByLabelText('What did this page say on…');
    await user.type(day, '03/10/2026');
    expect(await screen.findByText(/One day on the ice/)).toBeVisible();
    await user.clear(day);
    await user.type(day, '1/1/20{Enter}');
    expect(await screen.findByText(/^Nothing from 1 Jan 2020 is remembered/)).toBeVisible();
    expect(day).toHaveValue('01/01/2020');
  });

  it('a day is stepped through with the arrows, and what is none stays to be mended', async () => {
    const { user, container } = await versions();
    const day = await screen.findByLabelText('What did this page say on…');
    await user.type(day, '2/1/2020{ArrowDown}');
    expect(day).toHaveValue('01/01/2020');
    await user.clear(day);
    await user.type(day, '31/2/2020');
    await user.tab();
    expect(day).toHaveValue('31/2/2020');
    expect(day).toBeInvalid();
    expect(day).toHaveAccessibleDescription('A day up to today, as DD/MM/YYYY');
    await expectAccessible(container);
  });
});

describe('forgetting a page', () => {
  it('is asked, done, and leaves neither hit nor way back', async () => {
    const opened = await read('glacier shoot checklist');
    await more(opened, /Forget this page/);
    const dialog = await screen.findByRole('dialog', { name: 'Forget “Glacier shoot checklist”?' });
    expect(await within(dialog).findByText(/Later syncs leave it out/)).toBeVisible();
    expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await opened.user.click(await within(dialog).findByRole('button', { name: 'Forget' }));
    expect(await screen.findByText('“Glacier shoot checklist” is forgotten.')).toBeVisible();
    await field();
    expect((await opened.backend.tree()).find((node) => node.title === 'Glacier shoot checklist')!.included).toBe(false);
    await waitFor(() => expect(screen.queryAllByRole('option', { name: /^Glacier shoot checklist/ })).toHaveLength(0));
  });

  it('a page that is not shared any more offers to keep the copy, to forget it, and says how to share', async () => {
    const { user, container } = await read('receipts');
    expect(await screen.findByText(/^Notion does not share “Iceland, October: receipts” with us any more/)).toBeVisible();
    await expectAccessible(container);
    await user.click(button('How to share'));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Close' }));
    await user.click(button('Keep copy'));
    expect(screen.queryByRole('button', { name: 'Keep copy' })).toBeNull();
    expect(screen.getByText(/The remembered copy is from 20 Nov 2026/)).toBeVisible();
  });
});

describe('attachments', () => {
  it('say their type, and one that can be shown is opened', async () => {
    const { backend, user } = await read('glacier shoot checklist');
    expect(screen.getByText(/^PDF/)).toBeVisible();
    await user.click(screen.getByTitle('Open Film permit.pdf'));
    expect(backend.opened).toContain('Film permit.pdf');
    expect(await screen.findByText(/is being opened/)).toBeVisible();
  });
});
