import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { button, expectAccessible, heading, openWindow } from '../tests/window';

const row = (name: RegExp) => screen.findByRole('treeitem', { name });

/** Back in the main window. */
const left = () => waitFor(() => expect(screen.queryByRole('tree')).toBeNull());

/** From the main window to the choice there is. */
async function again(scenario: 'done' | 'records' = 'done') {
  const opened = await openWindow({ scenario });
  const { user } = opened;
  await user.click(await screen.findByRole('button', { name: /Workspace/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Choose pages…' }));
  await heading('What should be remembered?');
  await row(/^Handbook/);
  return opened;
}

describe('changing the choice', () => {
  it('shows the present choice, and asks nothing where nothing leaves', async () => {
    const { user } = await again();
    expect(await row(/^Finance/)).toHaveAttribute('aria-checked', 'true');
    expect(screen.queryByText(/Step \d of/)).toBeNull();
    await user.click(button('Save'));
    await left();
    expect(screen.getAllByText('Saved. Nothing new has to be read.').length).toBeGreaterThan(0);
  });

  it('asks what becomes of what leaves, and keeps it unless told otherwise', async () => {
    const { user, backend, container } = await again();
    await user.click(await row(/^Finance/));
    await user.click(button('Save'));
    const dialog = await screen.findByRole('dialog', { name: 'What about the pages you no longer choose?' });
    expect(within(dialog).getByText(/pages are stored on this computer and would leave your choice\./)).toBeVisible();
    expect(within(dialog).getByRole('radio', { name: /Keep them here/ })).toBeChecked();
    await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus());
    await expectAccessible(container);
    await user.click(within(dialog).getByRole('button', { name: 'Save and keep them' }));
    await left();
    const finance = (await backend.tree()).find((node) => node.title === 'Finance')!;
    expect(finance).toMatchObject({ included: false, kept: true });
  });

  it('removes only when that is what was chosen, and names what Notion does not have', async () => {
    const { user, backend } = await again('records');
    await user.click(await row(/^Clients/));
    await user.click(await row(/^Production/));
    await user.click(button('Save'));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText(/They stay here and are not sent/)).toBeVisible();
    await user.click(within(dialog).getByRole('radio', { name: /Remove them from this computer/ }));
    expect(within(dialog).getByText(/They are lost/)).toBeVisible();
    expect(within(dialog).getByText('Weekly, 13 November')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Save and remove them' }));
    await left();
    const meetings = (await backend.tree()).find((node) => node.title === 'Meetings')!;
    expect(meetings).toMatchObject({ included: false, kept: false });
  });

  it('says why it cannot be refreshed while an import is under way, and is saved all the same', async () => {
    const { user, backend } = await openWindow({ scenario: 'importing' });
    await user.click(button('Start using it'));
    await user.click(button('Open Keepsake'));
    await user.click(await screen.findByRole('button', { name: /Workspace/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Choose pages…' }));
    await row(/^Handbook/);
    expect(screen.getByText('Can be refreshed when what is under way is done')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Refresh' })).toBeNull();
    const changed = vi.spyOn(backend, 'changeChoice');
    await user.click(button('Save'));
    await left();
    expect(changed).toHaveBeenCalledOnce();
  });

  it('leads nobody away who went back before it was saved', async () => {
    const { user, backend } = await again();
    let resolve = () => {};
    const saved = new Promise<void>((done) => (resolve = done));
    const changeChoice = backend.changeChoice.bind(backend);
    vi.spyOn(backend, 'changeChoice').mockImplementation(async (...asked) => {
      const changed = await changeChoice(...asked);
      await saved;
      return changed;
    });
    await user.click(button('Save'));
    await user.click(button('Back'));
    await left();
    await user.click(button('Last run'));
    await heading('Activity');
    resolve();
    await waitFor(() => expect(screen.getAllByText('Saved. Nothing new has to be read.').length).toBeGreaterThan(0));
    await heading('Activity');
  });

  it('is left as it was when the question is cancelled', async () => {
    const { user, backend } = await again();
    await user.click(await row(/^Finance/));
    await user.click(button('Save'));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await row(/^Finance/)).toHaveAttribute('aria-checked', 'false');
    expect((await backend.selection()).marks).toEqual([]);
  });

  it('says which page no list had, and nothing of the kind of the others', async () => {
    await again();
    expect(await row(/^Ideas.*found by links/)).toBeVisible();
    expect(screen.getAllByText('found by links')).toHaveLength(1);
  });

  it('goes on including new pages at the top after one was left out', async () => {
    const { user, backend } = await again();
    expect(screen.getByText('Pages that are shared later come along, too.')).toBeVisible();
    await user.click(await row(/^Finance/));
    await user.click(button('Save'));
    await user.click(await screen.findByRole('button', { name: 'Save and keep them' }));
    await left();
    await user.click(await screen.findByRole('button', { name: /Workspace/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Choose pages…' }));
    expect(await row(/^Finance.*kept here, not synced/)).toHaveAttribute('aria-checked', 'false');
    expect(screen.getByText('Pages that are shared later come along, too.')).toBeVisible();
    await user.click(button('Save'));
    await left();
    expect((await backend.selection()).everything).toBe(true);
  });

  it('takes rows along that are linked only where that is switched on, and remembers it', async () => {
    const { user, backend } = await again();
    const linked = () => screen.findByRole('switch', { name: 'Linked rows of databases you left out' });
    await user.click(button(/^Options/));
    expect(await linked()).not.toBeChecked();
    expect(screen.getByText(/This imports more than what is ticked\./)).toBeVisible();
    await user.click(await linked());
    expect(screen.getByText(/linked rows too$/)).toBeVisible();
    await user.click(button('Save'));
    await left();
    expect((await backend.selection()).linkedRows).toBe(true);
    await user.click(await screen.findByRole('button', { name: /Workspace/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Choose pages…' }));
    await row(/^Handbook/);
    await user.click(button(/^Options/));
    expect(await linked()).toBeChecked();
  });

  it('keeps what comes besides pages as it was, and has it read where it is chosen anew', async () => {
    const { user, backend } = await again();
    const changed = vi.spyOn(backend, 'changeChoice');
    const run = async () => (await changed.mock.results.at(-1)?.value)?.run;
    await user.click(button(/^Options/));
    await user.selectOptions(await screen.findByRole('combobox', { name: /Comments/ }), 'pages');
    await user.click(screen.getByRole('switch', { name: /^Attachments/ }));
    await user.click(button('Save'));
    await left();
    expect(await run()).toEqual(expect.any(String));
    const chosen = { comments: 'pages', files: 'none', maxFileMegabytes: 20 };
    expect(await backend.importOptions()).toEqual(chosen);

    await user.click(await screen.findByRole('button', { name: /Workspace/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Choose pages…' }));
    await row(/^Handbook/);
    await user.click(button(/^Options/));
    expect(await screen.findByRole('switch', { name: /^Attachments/ })).not.toBeChecked();
    expect(screen.getByRole('combobox', { name: /Comments/ })).toHaveValue('pages');
    await user.click(button('Save'));
    await left();
    expect(await run()).toBeNull();
    expect(await backend.importOptions()).toEqual(chosen);
  });

  it('shows what the first import was started with, soon after it', async () => {
    const { user } = await openWindow();
    await user.click(button('Try it with sample pages'));
    await row(/^Handbook/);
    await user.click(button('None'));
    await user.click(await row(/^Clients/));
    await user.click(button(/^Options/));
    await user.click(await screen.findByRole('switch', { name: 'Linked rows of databases you left out' }));
    await user.click(button('Start'));
    const use = await screen.findByRole('button', { name: 'Start using it' });
    await waitFor(() => expect(use).toBeEnabled(), { timeout: 10_000 });
    await user.click(use);
    await user.click(await screen.findByRole('button', { name: 'Open Keepsake' }));
    await user.click(await screen.findByRole('button', { name: /Workspace/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Choose pages…' }));
    await row(/^Handbook/);
    expect(await screen.findByText(/linked rows too$/)).toBeVisible();
    expect(screen.getByText(/new pages elsewhere do not/)).toBeVisible();
  });

  it('says that nothing elsewhere comes along once all was cleared', async () => {
    const { user } = await again();
    await user.click(button('None'));
    await user.click(await row(/^Clients/));
    expect(await screen.findByText(/new pages elsewhere do not/)).toBeVisible();
  });
});

describe('what is linked but not shared', () => {
  it('is listed where pages are chosen, the most linked first, and opens in Notion', async () => {
    const { user, backend, container } = await again();
    await user.click(await screen.findByRole('button', { name: 'Show' }));
    const dialog = await screen.findByRole('dialog', { name: 'Linked, but not shared' });
    const lines = within(dialog).getAllByRole('listitem');
    expect(lines.map((line) => line.querySelector('p')?.textContent)).toEqual([
      'Salaries and day rates',
      'Museum: contract, signed',
      'Untitled',
    ]);
    expect(lines[0]).toHaveTextContent(/Linked from 12 pages: .+ and 9 more/);
    expect(lines[2]).toHaveTextContent('Linked from Glacier shoot checklist');
    expect(lines[2]).toHaveTextContent('Not among the pages that Notion lists.');
    await expectAccessible(container);
    await user.click(within(lines[0]).getByRole('button', { name: 'Open in Notion: Salaries and day rates' }));
    expect(backend.opened).toEqual(['https://www.notion.so/f0000001000040008000000000000000']);
  });

  it('is reached from the menu of the workspace', async () => {
    const { user } = await openWindow({ scenario: 'done' });
    await user.click(await screen.findByRole('button', { name: /Workspace/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Linked, not shared…' }));
    await screen.findByRole('dialog', { name: 'Linked, but not shared' });
    await user.click(button('Done'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
