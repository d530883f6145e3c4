import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { button, expectAccessible, heading, openWindow, press } from '../tests/window';

async function records(look: string, scenario: 'records' | 'synced' = 'synced') {
  const opened = await openWindow({ scenario });
  await opened.user.click(await screen.findByRole('button', { name: /^Records/ }));
  await heading('Video pipeline');
  await opened.user.click(screen.getByRole('tab', { name: new RegExp(`^${look}`) }));
  return opened;
}
const cell = (row: number, column: number) =>
  document.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)!;
const card = (title: string) => screen.findByRole('button', { name: new RegExp(`^${title}`) });
const column = (name: RegExp) => screen.getByRole('region', { name });

describe('the table', () => {
  async function table() {
    const opened = await records('Table');
    await screen.findByRole('grid');
    await waitFor(() => expect(cell(0, 0)).not.toBeNull());
    return opened;
  }

  it('is a grid with one tab stop, and says how long it is', async () => {
    const { container } = await table();
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '187');
    expect(screen.getByRole('grid').querySelectorAll('[tabindex="0"][data-column]')).toHaveLength(1);
    await expectAccessible(container);
  });

  it('is walked with arrows, cell by cell, up into its heads', async () => {
    await table();
    cell(0, 0).focus();
    await press(document.activeElement!, 'ArrowDown');
    await press(document.activeElement!, 'ArrowRight');
    await waitFor(() => expect(cell(1, 1)).toHaveFocus());
    await press(document.activeElement!, 'ArrowUp');
    await press(document.activeElement!, 'ArrowUp');
    await waitFor(() => expect(button('Channel')).toHaveFocus());
  });

  it('sorts by a head, and the other way when it is pressed again', async () => {
    const { user } = await table();
    await user.click(button('Title'));
    const first = () => cell(0, 0).textContent.trim();
    await waitFor(() => expect(first()).toBe('Untitled'));
    await user.click(button('Title'));
    await waitFor(() => expect(first()).toBe('Why whales remember'));
    expect(screen.getByRole('columnheader', { name: 'Title' })).toHaveAttribute('aria-sort', 'descending');
  });

  it('a status is changed where it stands: Enter opens the names, Esc leaves it', async () => {
    const { backend, user } = await table();
    const set = vi.spyOn(backend, 'setRecord');
    cell(0, 2).focus();
    await user.keyboard('{Enter}');
    expect(await screen.findAllByRole('menuitemradio')).toHaveLength(26);
    expect(screen.getByRole('menuitemradio', { checked: true })).toHaveTextContent('Uploading');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(cell(0, 2)).toHaveFocus());
    expect(set).not.toHaveBeenCalled();

    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('menuitemradio', { name: 'Ready for Review' }));
    await waitFor(() => expect(cell(0, 2)).toHaveTextContent('Ready for Review'));
    expect(screen.getByText('1 change waits to be sent', { selector: 'footer *' })).toBeVisible();
  });

  it('a move that the pipeline does not have is asked about, and done only when it is meant', async () => {
    const { backend, user } = await table();
    cell(0, 2).focus();
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('menuitemradio', { name: 'Review Approved' }));
    const dialog = await screen.findByRole('dialog', { name: 'Move it all the same?' });
    expect(dialog).toHaveTextContent('The pipeline does not lead from there to Review Approved. Next would be Ready for Review');
    await user.click(within(dialog).getByRole('button', { name: 'Leave it' }));
    expect((await backend.records('1', null)).records![0].notionStatus).toBe('Uploading');

    await user.click(cell(0, 2));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Review Approved' }));
    await user.click(await screen.findByRole('button', { name: 'Move anyway' }));
    await waitFor(() => expect(cell(0, 2)).toHaveTextContent('Review Approved'));
  });

  it('a refusal is said, and nothing is changed', async () => {
    const { backend, user } = await table();
    vi.spyOn(backend, 'setRecord').mockRejectedValue(new BackendError('permission', { action: 'write' }));
    await user.click(cell(0, 3));
    await user.click(await screen.findByRole('menuitemradio', { name: 'High' }));
    expect(await screen.findByText(/does not allow this connection to write/, { selector: '.toast *' })).toBeVisible();
  });

  it('is narrowed by saved filters and words, and says when nothing is left', async () => {
    const { user } = await table();
    await user.click(button('All errors 5'));
    await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '6'));
    await user.type(screen.getByRole('searchbox', { name: 'Find entries' }), 'wing');
    await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '2'));
    await user.type(screen.getByRole('searchbox', { name: 'Find entries' }), 'zebra');
    expect(await screen.findByText('No entry is like that.')).toBeVisible();
    await user.click(button('Show all'));
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '187');
  });

  it('of ten thousand records only those in sight are in the document', async () => {
    const { user } = await openWindow({ scenario: 'synced', records: 10_000 });
    await user.click(await screen.findByRole('button', { name: /^Records/ }));
    await user.click(await screen.findByRole('tab', { name: /^Table/ }));
    await waitFor(() => expect(cell(0, 0)).not.toBeNull());
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(60);
  });
});

describe('the board', () => {
  it('has the nine states in pipeline order, with their numbers and exact names', async () => {
    const { container } = await records('Board');
    await card('Why glaciers sing');
    expect(
      screen
        .getAllByRole('region')
        .map((one) => one.getAttribute('aria-label'))
        .filter((name) => name?.includes('entr')),
    ).toEqual([
      'Draft, 27 entries',
      'Queued, 6 entries',
      'Processing, 5 entries',
      'Ready for review, 4 entries',
      'Approved, 3 entries',
      'Rejected, 0 entries',
      'Completed, 136 entries',
      'Errors, 3 entries',
      'To be retried, 2 entries',
    ]);
    const list = within(column(/^Processing/)).getByRole('list', { name: /^Videos Generating/ });
    expect(within(list).getByRole('listitem')).toHaveTextContent(/Why glaciers sing\s*deep-time\s*\d+ (min|h|d)/);
    await expectAccessible(container);
  });

  it('is one tab stop, arrows walk, and Shift with an arrow moves a card on', async () => {
    const { backend } = await records('Board');
    const owls = await card('Why owls are silent');
    expect(document.querySelectorAll('[data-card][tabindex="0"]')).toHaveLength(1);
    owls.focus();
    await press(owls, 'ArrowDown');
    expect(await card('The first lighthouse')).toHaveFocus();
    await press(await card('The first lighthouse'), 'ArrowRight');
    expect(await card('How bees measure')).toHaveFocus();
    await press(owls, 'ArrowRight', { shiftKey: true });
    await waitFor(() => expect(column(/^Processing, 6/)).toHaveTextContent('Why owls are silent'));
    await waitFor(async () => expect(await card('Why owls are silent')).toHaveFocus());
    const row = (await backend.records('1', null)).records!.find(({ title }) => title === 'Why owls are silent');
    expect([row?.notionStatus, row?.waiting]).toEqual(['Processing', 1]);
  });

  it('a jump is asked about, from the keys as from the menu', async () => {
    const { user } = await records('Board');
    const ferry = await card('The ferry that never sank');
    await press(ferry, 'm');
    await user.click(await screen.findByRole('menuitemradio', { name: 'Uploading' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /is Draft.*does not lead from there to Uploading.*Next would be Queued/,
    );
  });

  it('a pointer moves a card with its menu', async () => {
    const { user } = await records('Board');
    await card('Snow, in six shapes');
    await user.click(button('Move Snow, in six shapes'));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Review Rejected' }));
    await waitFor(() => expect(column(/^Rejected, 1/)).toHaveTextContent('Snow, in six shapes'));
  });

  it('or drags it, which asks the same', async () => {
    await records('Board');
    const dragged = (await card('What a root knows')).closest('li')!;
    await fireEvent.dragStart(dragged);
    await fireEvent.dragOver(column(/^Processing/));
    await fireEvent.drop(column(/^Processing/));
    await fireEvent.dragEnd(dragged);
    await waitFor(() => expect(column(/^Processing, 6/)).toHaveTextContent('What a root knows'));
    const next = (await card('Inside a pipe organ')).closest('li')!;
    await fireEvent.dragStart(next);
    await fireEvent.drop(column(/^Approved/));
    expect(await screen.findByRole('dialog')).toHaveTextContent(/is Queued.*does not lead from there to Review Approved/);
  });

  it('what is done is folded, and unfolds', async () => {
    const { user } = await records('Board');
    await card('Why glaciers sing');
    await user.click(button('Unfold Completed'));
    expect(await screen.findByRole('button', { name: '96 more' })).toBeVisible();
  });
});

describe('the inbox', () => {
  it('says which field, why, and what to do', async () => {
    const { container, backend, user } = await records('Inbox');
    expect(await screen.findByRole('heading', { name: '4 entries stay in Draft' })).toBeVisible();
    expect(screen.getByText('Unknown channel: deep-tme')).toBeVisible();
    expect(screen.getByText('Did you mean deep-time? Choose it in Notion.')).toBeVisible();
    expect(screen.getByText('Topic is too long: 1,208 of 1,000 characters')).toBeVisible();
    await user.click(button('Open in Notion: The city under the lake'));
    await waitFor(() => expect(backend.opened).toHaveLength(1));
    await expectAccessible(container);
  });

  it('that is empty says what would be in it', async () => {
    const { user } = await openWindow({ scenario: 'synced', records: 28 });
    await user.click(await screen.findByRole('button', { name: /^Records/ }));
    await heading('Video pipeline');
    expect(screen.getByRole('tab', { name: /^Inbox/ })).toBeVisible();
  });
});

describe('one record', () => {
  async function open() {
    const opened = await records('Board');
    await opened.user.click(await card('Why glaciers sing'));
    await heading('Why glaciers sing');
    return opened;
  }

  it('shows whose fields are whose', async () => {
    const { container } = await open();
    expect(screen.getByRole('region', { name: 'Changed here' })).toHaveTextContent('Videos Generating');
    expect(screen.getByRole('region', { name: 'Owned by Notion' })).toHaveTextContent(/never overwritten from here.*deep-time/s);
    await expectAccessible(container);
  });

  it('a text that may be changed here is written where it stands', async () => {
    const { backend, user } = await records('Board');
    const [profile] = await backend.profiles();
    const fields = profile.fields.map((field) => (field.key === 'topic' ? { ...field, writable: true } : field));
    vi.spyOn(backend, 'profiles').mockResolvedValue([{ ...profile, fields }]);
    const set = vi
      .spyOn(backend, 'setRecord')
      .mockImplementation(async (id) => ({ ...(await backend.record(id)), unusual: null }));
    await user.click(button('Rules'));
    await press(document.body, 'ArrowLeft', { altKey: true });
    await user.click(await card('Why glaciers sing'));
    await user.click(await screen.findByRole('button', { name: /^Topic: / }));
    const field = screen.getByRole('textbox', { name: 'Topic' });
    expect(field).toHaveFocus();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: /^Topic: / }));
    await user.clear(screen.getByRole('textbox', { name: 'Topic' }));
    await user.type(screen.getByRole('textbox', { name: 'Topic' }), 'Who listens.');
    await user.click(button('Save'));
    expect(set.mock.calls).toEqual([[expect.any(String), [{ key: 'topic', value: 'Who listens.' }], false]]);
  });

  it('a change waits to be sent, is in the history, and is undone there', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Status: Videos Generating. Change…' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Videos Ready' }));
    expect(await screen.findByText('Waits to be sent. Notion still has Videos Generating.')).toBeVisible();
    const history = screen.getByRole('region', { name: 'History' });
    await waitFor(() => expect(within(history).getAllByRole('listitem')[0]).toHaveTextContent('added: Ready'));
    await user.click(within(history).getByRole('button', { name: 'Undo: Status becomes Videos Generating again' }));
    expect(await screen.findByRole('button', { name: 'Status: Videos Generating. Change…' })).toBeVisible();
    expect(within(history).getAllByText('Undone').length).toBeGreaterThan(0);
  });

  it('a change that somebody has overtaken is only undone when it is meant, and both versions are shown', async () => {
    const { backend, container, user } = await open();
    const undo = vi.spyOn(backend, 'undoChange').mockResolvedValueOnce({
      part: 'property',
      field: 'Status',
      inNotion: 'Archived',
      here: null,
      wouldWrite: 'Composites Ready',
    });
    const history = await screen.findByRole('region', { name: 'History' });
    const name = 'Undo: Status becomes Composites Ready again';
    await user.click(await within(history).findByRole('button', { name }));
    const dialog = await screen.findByRole('dialog', { name: 'Undo Status all the same?' });
    expect(within(dialog).getByText('Archived')).toBeVisible();
    expect(within(dialog).getByText('Composites Ready')).toBeVisible();
    await expectAccessible(container);
    await user.click(button('Leave it'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(undo).toHaveBeenCalledTimes(1);

    undo.mockResolvedValueOnce({
      part: 'property',
      field: 'Status',
      inNotion: 'Archived',
      here: 'Queued',
      wouldWrite: 'Composites Ready',
    });
    await user.click(within(history).getByRole('button', { name }));
    expect(within(await screen.findByRole('dialog')).getByText('Queued')).toBeVisible();
    await user.click(button('Undo all the same'));
    expect(undo.mock.calls.at(-1)).toEqual([expect.any(String), 'h5', true]);
    expect(await screen.findByText('Undone: Status')).toBeVisible();
  });
});

describe('a new entry', () => {
  async function form() {
    const opened = await records('Table');
    await opened.user.click(button('New entry'));
    await screen.findByRole('dialog', { name: 'New entry' });
    return opened;
  }

  it('begins with the title, and can be given every field', async () => {
    const { container, user } = await form();
    expect(screen.getByRole('textbox', { name: /^Title/ })).toHaveFocus();
    await expectAccessible(container);
    await user.type(screen.getByRole('textbox', { name: /^Title/ }), 'Why tides sing');
    await user.type(screen.getByRole('textbox', { name: /^Topic/ }), 'Oceans');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Channel' }), 'deep-time');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Priority' }), 'High');
    await user.click(button('Make entry'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('“Why tides sing” is made', { selector: '.toast *' })).toBeVisible();
    await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '188'));
  });

  it('what is missing is said, and what was typed stays', async () => {
    const { backend, user } = await form();
    vi.spyOn(backend, 'newRecord').mockRejectedValueOnce(
      new BackendError('invalid_input', { problem: 'field', detail: 'Missing Topic' }),
    );
    await user.type(screen.getByRole('textbox', { name: /^Title/ }), 'Why tides sing');
    await user.click(button('Make entry'));
    expect(await screen.findByText(/Missing Topic/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: /^Title/ })).toHaveValue('Why tides sing');
  });
});
