import { describe, expect, it } from 'vitest';
import { productions, profile } from '../backend/fake/productions';
import { groupsOf, keeps, matching, neighbour, pipelineOrder, sorted, type SortKey } from './records';

const rows = productions(Date.parse('2026-11-20T17:08:00Z'));
const view = (name: string) => profile.views.find((one) => one.name === name)!;

describe('saved views', () => {
  it.each([
    ['All Errors', 5],
    ['Ready for Review', 3],
  ])('%s keeps what it says', (name, count) => {
    expect(rows.filter((row) => keeps(view(name), row))).toHaveLength(count);
  });

  it('those of the channels share the records among them', () => {
    const kept = ['deep-time', 'small-wonders', 'quiet-machines'].map(
      (name) => rows.filter((row) => keeps(view(name), row)).length,
    );
    const without = rows.filter(({ channel }) => channel === '' || channel === 'deep-tme').length;
    expect(kept.reduce((sum, count) => sum + count, without)).toBe(rows.length);
  });
});

it('every word that is sought has to be somewhere in the record', () => {
  expect(matching(rows, 'glaciers DEEP').map(({ title }) => title)).toContain('Why glaciers sing');
  expect(matching(rows, 'glaciers zebra')).toEqual([]);
  expect(matching(rows, '  ')).toBe(rows);
});

describe('sorting', () => {
  const order = pipelineOrder(profile.states);

  it('follows the pipeline, not the alphabet', () => {
    const names = sorted(rows, { key: 'status', descending: false }, order).map(({ notionStatus }) => notionStatus);
    expect([names[0], names.at(-1)]).toEqual(['Draft', 'Error: Retriable']);
  });

  it.each<SortKey>(['title', 'channel', 'status', 'priority', 'stateSince', 'updatedTime'])('by %s keeps every record', (key) => {
    const up = sorted(rows, { key, descending: false }, order);
    const down = sorted(rows, { key, descending: true }, order);
    expect(new Set(up)).toEqual(new Set(rows));
    expect(down[0][key === 'status' ? 'notionStatus' : key]).toEqual(up.at(-1)![key === 'status' ? 'notionStatus' : key]);
  });
});

describe('the board', () => {
  it('shows every record once, under its exact name', () => {
    const groups = profile.states.flatMap((state) => groupsOf(state, rows));
    expect(groups.reduce((sum, group) => sum + group.rows.length, 0)).toBe(rows.length);
    expect(groupsOf(profile.states[2], rows).map(({ name }) => name)).toEqual([
      'Assets Generating',
      'Videos Generating',
      'Audio Ready',
      'Uploading',
    ]);
  });

  it('an invalid record stands in Draft under the name that Notion shows', () => {
    expect(groupsOf(profile.states[0], rows).map(({ name }) => name)).toEqual(['Draft', 'Ready for Planning', 'Queued']);
  });

  it('has an end on both sides', () => {
    expect([neighbour(profile.states, 'draft', -1), neighbour(profile.states, 'retry', 1)]).toEqual([null, null]);
    expect(neighbour(profile.states, 'draft', 1)?.written).toBe('Queued');
  });
});
