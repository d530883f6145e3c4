import { describe, expect, it } from 'vitest';
import { node } from '../tests/nodes';
import { latestEdited } from './latest';
import { linkTarget } from './link';
import { markTitle } from './marks';
import { currentPart } from './outline';
import { foldPath } from './path';
import { nextAsking, nextLook } from './polling';
import { foldOnlyTables } from './tables';
import { looksLikeToken } from './token';

describe('links inside a page', () => {
  it.each([
    ['keepsake://page/1f0c-aa', { kind: 'page', id: '1f0c-aa' }],
    ['https://example.org/a', { kind: 'external', url: 'https://example.org/a' }],
    ['notion://www.notion.so/a', { kind: 'external', url: 'notion://www.notion.so/a' }],
    ['#part-2', { kind: 'part', id: 'part-2' }],
    [`keepsake-file://localhost/${'0a'.repeat(32)}`, { kind: 'file', hash: '0a'.repeat(32) }],
    [`http://keepsake-file.localhost/${'0a'.repeat(32)}`, { kind: 'file', hash: '0a'.repeat(32) }],
    ['keepsake-file://localhost/../memory.db', { kind: 'nowhere' }],
    ['mailto:somebody@example.org', { kind: 'nowhere' }],
    ['javascript:alert(1)', { kind: 'nowhere' }],
    ['file:///etc/passwd', { kind: 'nowhere' }],
    ['keepsake://oauth/callback', { kind: 'nowhere' }],
    ['/index.html', { kind: 'nowhere' }],
    ['', { kind: 'nowhere' }],
  ])('%s', (href, target) => {
    expect(linkTarget(href)).toEqual(target);
  });
});

describe('marks in a title', () => {
  const marked = (title: string, query: string) => markTitle(title, query).flatMap((part) => (part.marked ? [part.text] : []));

  it('a word is marked whole when it begins with what was searched', () => {
    expect(marked('Why glaciers sing', 'glacier perm')).toEqual(['glaciers']);
  });

  it('accents and case do not matter, the title keeps its own', () => {
    expect(marked('Résumé of the ÉTÉ', 'resume ete')).toEqual(['Résumé', 'ÉTÉ']);
  });

  it('nothing of the title is lost', () => {
    const parts = markTitle('A (very) odd – title!', 'odd very');
    expect(parts.map((part) => part.text).join('')).toBe('A (very) odd – title!');
  });
});

describe('the way to a page', () => {
  it('is shown whole when it is short, and folded in the middle when it is long', () => {
    expect(foldPath(['a', 'b', 'c'], false)).toEqual(['a', 'b', 'c']);
    expect(foldPath(['a', 'b', 'c', 'd', 'e'], false)).toEqual(['a', null, 'd', 'e']);
    expect(foldPath(['a', 'b', 'c', 'd', 'e'], true)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('the part of a page that is being read', () => {
  const parts = (...tops: number[]) => tops.map((top, index) => ({ id: `part-${index + 1}`, top }));
  it.each([
    ['before the first heading', parts(300, 900), false, 'part-1'],
    ['between two', parts(-20, 400), false, 'part-1'],
    ['at the second', parts(-500, 90), false, 'part-2'],
    ['at the end of the page', parts(-500, 400), true, 'part-2'],
    ['on a page without headings', [], false, null],
  ] as const)('%s', (_, entries, atEnd, expected) => {
    expect(currentPart(entries, 96, atEnd)).toBe(expected);
  });
});

describe('a database with one table', () => {
  const database = node('db', null, { kind: 'database', title: 'Films', rowCount: 7 });
  const source = node('ds', 'db', { kind: 'dataSource', title: 'Films', rowCount: 7 });
  const row = node('row', 'ds');

  it('is one row, and what lies in the table lies in it', () => {
    expect(foldOnlyTables([database, source, row])).toEqual([database, { ...row, parent: 'db' }]);
  });

  it.each([
    ['another name', [database, { ...source, title: 'Old films' }]],
    ['another choice', [database, { ...source, included: false }]],
    ['a second table', [database, source, node('ds2', 'db', { kind: 'dataSource', title: 'Films' })]],
  ])('with %s keeps its rows', (_, nodes) => {
    expect(foldOnlyTables(nodes)).toEqual(nodes);
  });
});

it('a Notion secret is told from anything else by its beginning', () => {
  expect(looksLikeToken('ntn_49201183726450928')).toBe(true);
  expect(looksLikeToken('secret_49201183726450928')).toBe(true);
  expect(['', 'ntn_', 'sec-49201183726', 'https://www.notion.so', 'ntn_with a space in it'].some(looksLikeToken)).toBe(false);
});

it('looks for shared pages every five seconds at first, never more rarely than every half minute', () => {
  const waits = Array.from({ length: 20 }, (_, looks) => nextLook(looks));
  expect(waits[0]).toBe(5000);
  expect(waits.at(-1)).toBe(30_000);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
});

it('asks the core less often while everything is in step', () => {
  expect(nextAsking('upToDate')).toBe(300_000);
  for (const state of [undefined, 'importing', 'syncing', 'offline', 'waiting']) expect(nextAsking(state)).toBe(5000);
});

it('the pages edited last come first, without databases, unchosen and unnamed ones', () => {
  const nodes = [
    node('old', null, { editedTime: '2026-01-01T00:00:00Z' }),
    node('new', null, { editedTime: '2026-02-01T00:00:00Z' }),
    node('base', null, { editedTime: '2026-03-01T00:00:00Z', kind: 'database' }),
    node('left out', null, { editedTime: '2026-03-01T00:00:00Z', included: false }),
    node('unnamed', null, { editedTime: '2026-03-01T00:00:00Z', title: ' ' }),
  ];
  expect(latestEdited(nodes, 3).map((one) => one.id)).toEqual(['new', 'old']);
});
