import { screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BackendError } from '../backend';
import { FakeBackend } from '../backend/fake';
import { button, expectAccessible, heading, openWindow, press } from '../tests/window';
import { restWords } from './run-row';

afterEach(() => vi.restoreAllMocks());

async function decisions() {
  const opened = await openWindow({ scenario: 'records' });
  await opened.user.click(await screen.findByRole('button', { name: 'Review' }));
  await heading('Activity');
  await screen.findByRole('listbox', { name: 'What needs a decision' });
  return opened;
}
const option = (name: RegExp) => screen.getByRole('option', { name });

describe('when Notion is looked at', () => {
  it('is said where openings decide and what failed is tried again by the clock', async () => {
    const opened = await openWindow({ scenario: 'done' });
    const status = await opened.backend.status();
    const looking = { next: '2026-11-20T17:09:00Z', whenOpened: true, later: null, paused: false, pausedUntil: null };
    vi.spyOn(opened.backend, 'status').mockResolvedValue({ ...status, looking });
    await opened.user.click(await screen.findByRole('button', { name: 'Last run' }));
    expect(await screen.findByText(/next at/)).toBeVisible();
    expect(screen.queryByText(/not by the clock/)).toBeNull();
  });
});

describe('the strip', () => {
  it('says how many pages need a decision, and leads there', async () => {
    const { container } = await decisions();
    expect(screen.getByText('A large deletion and 3 pages need a decision')).toBeVisible();
    expect(screen.getByRole('tab', { name: /^Decisions/ })).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(container);
  });

  it('says what waits to be sent', async () => {
    const { user } = await decisions();
    await user.click(button('3 changes wait to be sent'));
    await user.click(option(/^Waiting to be sent/));
    expect(await screen.findByRole('heading', { name: '3 changes wait to be sent' })).toBeVisible();
  });
});

describe('a conflict', () => {
  async function leave() {
    const opened = await decisions();
    await opened.user.click(option(/^Holidays and leave/));
    await screen.findByRole('heading', { level: 2, name: 'Holidays and leave' });
    await screen.findByRole('button', { name: /^Use mine/ });
    return opened;
  }

  it('shows before, here and Notion, and marks words in words', async () => {
    const { container } = await leave();
    const segment = screen.getByRole('region', { name: 'Paragraph under “Carrying days over”' });
    const notion = within(segment).getByRole('region', { name: 'In Notion, by Priya' });
    expect([...notion.querySelectorAll('del')].map((one) => one.textContent)).toEqual(['removed: March', 'removed: tell Priya']);
    expect([...notion.querySelectorAll('ins')].map((one) => one.textContent)).toEqual([
      'added: April',
      'added: enter them in the planner',
    ]);
    expect(screen.getByRole('rowheader', { name: 'Review by' })).toBeVisible();
    await expectAccessible(container);
  });

  it('is decided with a number and Enter, and the next one takes its place', async () => {
    const { backend } = await leave();
    const decided = vi.spyOn(backend, 'decide');
    const focused = option(/^Holidays/);
    focused.focus();
    await press(focused, '2');
    await press(focused, 'Enter');
    await waitFor(() => expect(decided).toHaveBeenCalledWith('1', [{ page: 'leave', keep: 'here', results: [] }]));
    expect(await screen.findByText('A large deletion and 2 pages need a decision')).toBeVisible();
    expect(await screen.findByRole('heading', { level: 2, name: /^Northwind Museum/ })).toBeVisible();
  });

  it('J and K walk through the list', async () => {
    await leave();
    await press(option(/^Holidays/), 'j');
    expect(option(/^Northwind/)).toHaveAttribute('aria-selected', 'true');
    await press(option(/^Northwind/), 'k');
    await waitFor(() => expect(option(/^Holidays/)).toHaveFocus());
  });

  it('a result can be written by hand', async () => {
    const { backend, user } = await leave();
    const decided = vi.spyOn(backend, 'decide');
    await user.click(button('Edit result…'));
    const text = screen.getByRole('textbox', { name: 'Paragraph under “Carrying days over”' });
    expect(text).toHaveFocus();
    await user.clear(text);
    await user.type(text, 'Until April 2.');
    await user.click(screen.getAllByRole('button', { name: 'Begin with Notion’s' })[1]);
    await user.click(button('Use this result'));
    const results = [
      { id: '12:3', value: 'Until April 2.' },
      { id: '11', value: '15 Jan 2027' },
    ];
    await waitFor(() => expect(decided).toHaveBeenCalledWith('1', [{ page: 'leave', keep: 'edited', results }]));
  });

  it('several are decided alike, and one that is not ticked stays', async () => {
    const { backend, user } = await decisions();
    const decided = vi.spyOn(backend, 'decide');
    await user.click(button('Decide several…'));
    const dialog = await screen.findByRole('dialog', { name: 'The same for all of these?' });
    await user.click(within(dialog).getByRole('checkbox', { name: /^Holidays/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Keep both' }));
    await waitFor(() => expect(decided).toHaveBeenCalledWith('1', [{ page: 'rights', keep: 'both', results: [] }]));
    await waitFor(() => expect(screen.queryByRole('option', { name: /^Northwind/ })).toBeNull());
    expect(option(/^Holidays/)).toBeVisible();
  });

  it('of a page in Notion’s trash has choices of its own', async () => {
    const { user } = await decisions();
    await user.click(option(/receipts/));
    expect(await screen.findByRole('button', { name: /^Restore in Notion/ })).toBeVisible();
    expect(button(/^Keep here only/)).toBeVisible();
    expect(button(/^Delete/)).toBeVisible();
  });

  it('that cannot be decided stays, and says why', async () => {
    const { backend, user } = await leave();
    vi.spyOn(backend, 'decide').mockRejectedValue(new BackendError('offline', { host: 'api.notion.com' }));
    await user.click(button(/^Use mine/));
    expect(await screen.findByText(/cannot be reached/, { selector: '.toast *' })).toBeVisible();
    expect(option(/^Holidays/)).toBeVisible();
  });
});

describe('a plan that stopped', () => {
  it('asks, says that nothing was deleted, and offers to keep first', async () => {
    const { backend, user } = await decisions();
    const answered = vi.spyOn(backend, 'answerBrake');
    await user.click(option(/^Much was deleted/));
    expect(
      screen.getByRole('heading', { name: '60% of “Sound library” went to the trash in Notion: take that over?' }),
    ).toBeVisible();
    expect(screen.getByText(/nothing was deleted here/)).toBeVisible();
    await user.click(button('Keep them here'));
    await waitFor(() => expect(answered).toHaveBeenCalledWith('1', 'here', false));
    expect(await screen.findByText('3 pages need a decision')).toBeVisible();
  });
});

describe('a change that Notion does not take', () => {
  it('has its reason, its request and another try', async () => {
    const { backend, user } = await decisions();
    const retried = vi.spyOn(backend, 'retryParked');
    await user.click(option(/^Why owls are silent/));
    expect(screen.getByText(/^The connection may not change properties\..*“Update content”/)).toBeVisible();
    expect(screen.getByText(/^5d1f9c0e/)).toBeVisible();
    await user.click(button('Try again'));
    await waitFor(() => expect(retried).toHaveBeenCalledWith('7'));
  });
});

describe('the next try of a change that Notion does not take', () => {
  it.each([
    ['a moment to come as the time it is', 90, /^\d\d:\d\d$|^\w+day \d\d:\d\d$/],
    ['one that has come as the next sync', -1, 'With the next sync'],
  ])('says %s', async (_, minutes, words) => {
    const nextTry = new Date(Date.now() + minutes * 60_000).toISOString();
    const asked = FakeBackend.prototype.decisions;
    vi.spyOn(FakeBackend.prototype, 'decisions').mockImplementation(async function (this: FakeBackend) {
      const found = await asked.call(this);
      return { ...found, parked: found.parked.map((change) => ({ ...change, nextTry })) };
    });
    const { user } = await decisions();
    await user.click(option(/^Why owls are silent/));
    expect(screen.getByText('Next try').nextElementSibling).toHaveTextContent(words);
  });
});

describe('alerts', () => {
  it('say how bad, how often, since when, and are acknowledged one by one', async () => {
    const { container, user } = await decisions();
    await user.click(screen.getByRole('tab', { name: /^Alerts/ }));
    const open = await screen.findByRole('region', { name: '3 open alerts' });
    const [, , lost] = within(open).getAllByRole('listitem');
    expect(lost).toHaveTextContent(/14 times.*first.*last/s);
    await expectAccessible(container);
    await user.click(within(open).getByRole('button', { name: /^Acknowledge: api\.notion\.com/ }));
    expect(await screen.findByRole('region', { name: '2 open alerts' })).toBeVisible();
  });

  it('a folder of channels that is gone is named, with what holds meanwhile', async () => {
    const { backend, user } = await decisions();
    const [known] = await backend.alerts();
    const details = { profile: 'video-production', folder: '/media/disk/channels', finding: 'missing', known: '2' };
    vi.spyOn(backend, 'alerts').mockResolvedValue([{ ...known, kind: 'channels_missing', details }]);
    await user.click(screen.getByRole('tab', { name: /^Alerts/ }));
    const words = /\/media\/disk\/channels.*is not there.*The .*2.* channels that were read before hold meanwhile\./;
    expect(await screen.findByText(words)).toBeVisible();
  });

  it('an alert of a kind nobody foresaw says what the core says', async () => {
    const { backend, user } = await decisions();
    const [known] = await backend.alerts();
    vi.spyOn(backend, 'alerts').mockResolvedValue([{ ...known, kind: 'moon', details: { message: 'The moon is full.' } }]);
    await user.click(screen.getByRole('tab', { name: /^Alerts/ }));
    expect(await screen.findByText(/The moon is full\./)).toBeVisible();
  });
});

it('nothing to decide is said in a sentence', async () => {
  const { user } = await openWindow({ scenario: 'synced' });
  await user.click(await screen.findByRole('button', { name: /^Activity/ }));
  await user.click(await screen.findByRole('tab', { name: /^Decisions/ }));
  expect(await screen.findByText('Nothing needs a decision.')).toBeVisible();
});

describe('syncing by itself', () => {
  async function runs() {
    const opened = await openWindow({ scenario: 'synced' });
    await opened.user.click(await screen.findByRole('button', { name: 'Last run' }));
    await heading('Activity');
    await screen.findByText(/looked at by itself while Keepsake is running, next at (\w+ )?\d\d:\d\d/);
    return opened;
  }

  it('is said, can be held back from the list of runs, and goes on from the strip', async () => {
    const { container, user } = await runs();
    await user.click(button('Pause…'));
    await user.click(await screen.findByRole('menuitemradio', { name: 'For an hour' }));
    expect(await screen.findByText(/^Paused until (\w+ )?\d\d:\d\d\. What you change here waits/)).toBeVisible();
    expect(await screen.findByText(/^Paused until (\w+ )?\d\d:\d\d$/, { selector: 'footer *' })).toBeVisible();
    await expectAccessible(container);
    await user.click(within(screen.getByRole('contentinfo')).getByRole('button', { name: 'Resume' }));
    expect(await screen.findByText('Up to date', { selector: 'footer *' })).toBeVisible();
  });

  it('shows in the history what went to Notion and what became of entries', async () => {
    await runs();
    const history = within(await screen.findByRole('region', { name: 'History' }));
    const names = history.getAllByRole('columnheader').map((one) => one.textContent?.trim());
    const [earlier] = history.getAllByRole('row').slice(-1);
    const cells = within(earlier)
      .getAllByRole('cell')
      .map((cell) => cell.textContent?.trim());
    const [what, besides, result] = ['What', 'Besides', 'Result'].map((name) => cells[names.indexOf(name)]);
    expect(what).toBe('Sync Schedule');
    expect(besides).toMatch(/^4 changes sent\s*4 entries checked$/);
    expect(result).toMatch(/^complete \d+ s$/);
  });

  it('names in the history only what there was besides, and has no column for it where there was nothing', async () => {
    const none = { found: 0, stored: 0, unchanged: 0, skipped: 0, refused: 0, failed: 0 };
    const { backend } = await runs();
    const [run] = await backend.runs();
    expect(restWords(run).map(({ words, tone }) => [words, tone])).toEqual([
      ['3 skipped', 'plain'],
      ['1 refused', 'warn'],
      ['1 failed', 'bad'],
    ]);
    expect(restWords({ ...run, objects: none })).toEqual([]);
  });

  it('names the last run by its kind', async () => {
    const { backend, user } = await openWindow({ scenario: 'synced' });
    const [, sync] = await backend.runs();
    vi.spyOn(backend, 'runs').mockResolvedValue([sync]);
    await user.click(await screen.findByRole('button', { name: 'Last run' }));
    expect(await screen.findByRole('region', { name: 'Last sync' })).toBeVisible();
    expect(screen.queryByText('Last import')).toBeNull();
  });

  it('says why Notion is looked at less often', async () => {
    const { user } = await openWindow({ scenario: 'synced', battery: true });
    await user.click(await screen.findByRole('button', { name: 'Last run' }));
    expect(await screen.findByText(/Less often than usual, because this computer runs on its battery\./)).toBeVisible();
  });
});

describe('the overview', () => {
  async function overview(scenario: 'synced' | 'importing' = 'synced') {
    const opened = await openWindow({ scenario });
    if (scenario === 'synced') await opened.user.click(await screen.findByRole('button', { name: 'Last run' }));
    await heading('Activity');
    return opened;
  }

  it('says in words what the chart shows, and shows it as a table', async () => {
    const { container, user } = await overview();
    const chart = await screen.findByRole('img', { name: /requests were sent, at most 2\.9 per second where 3 are allowed/ });
    expect(chart).toHaveAccessibleName(/Nothing is waiting now\.$/);
    await expectAccessible(container);
    await user.click(button('As a table'));
    const table = within(screen.getByRole('region', { name: 'Requests to Notion' }));
    expect(table.getAllByRole('row')).toHaveLength(11);
    expect(table.getByRole('columnheader', { name: 'Waiting' })).toBeVisible();
    expect(table.getAllByText('not counted').length).toBeGreaterThan(0);
    expect(button('As a chart')).toHaveFocus();
    await expectAccessible(container);
  });

  it('has a row for each thing that is missing, with its reason and another try', async () => {
    const { backend, container, user } = await overview();
    const retried = vi.spyOn(backend, 'retryProblem');
    const problems = within(await screen.findByRole('region', { name: 'Problems' }));
    const [first] = problems.getAllByRole('listitem');
    expect(first).toHaveTextContent('Notion had trouble answering.');
    const { id } = (await backend.problems())[0];
    await user.click(within(first).getByRole('button', { name: /^Try again: / }));
    await waitFor(() => expect(retried).toHaveBeenCalledWith('1', 'object', id));
    await expectAccessible(container);
  });

  it('copies what support needs, and nothing from the page', async () => {
    const { backend, user } = await overview();
    const [problem] = await backend.problems();
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const [first] = within(await screen.findByRole('region', { name: 'Problems' })).getAllByRole('listitem');
    await user.click(within(first).getByText('Details'));
    await user.click(within(first).getByRole('button', { name: 'Copy details' }));
    await waitFor(() => expect(written).toHaveBeenCalled());
    const [[text]] = written.mock.calls;
    expect(text).toContain(problem.requestId);
    expect(text).not.toContain(problem.title);
  });

  it('saves the report of a run for people or for programs', async () => {
    const { backend, user } = await overview();
    const history = within(await screen.findByRole('region', { name: 'History' }));
    await user.click(history.getAllByRole('button', { name: /^Report of the run/ })[0]);
    await user.click(await screen.findByRole('menuitemradio', { name: 'For programs (JSON)' }));
    expect(await screen.findByText(/keepsake-run-.*\.json/, { selector: '.toast *' })).toBeVisible();
    expect(backend.activity.reports).toHaveLength(1);
  });
});
