/** Search in memory: every word must begin a word of title or text; titles first, newest first. */
import { foldText } from '../../flow/fold';
import { markTitle } from '../../flow/marks';
import type { SearchFilter, SearchResults, SnippetPart } from '../backend';
import type { FakeLibrary } from './library';
import type { FakePage, FakeWorkspace } from './workspace';

const longest = 190;

export function searchWorkspace(
  workspace: FakeWorkspace,
  library: FakeLibrary,
  text: string,
  filter: SearchFilter,
  limit: number,
  readable: number,
): SearchResults {
  const words = foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const begins = (inside: string, word: string) => new RegExp(`(^|[^\\p{L}\\p{N}])${word}`, 'u').test(inside);
  const narrows = Object.entries(filter).some(([name, value]) => name !== 'titlesOnly' && value !== null && value !== false);
  const found = [...workspace.pages.values()]
    .map((page, order) => ({
      page,
      title: foldText(page.node.title),
      body: (order < readable || readable < 0) && !filter.titlesOnly ? foldText(page.text) : '',
    }))
    .filter(({ page }) => library.passes(page.node, filter))
    .filter(
      ({ title, body }) => (words.length > 0 || narrows) && words.every((word) => begins(title, word) || begins(body, word)),
    )
    .map((hit) => ({ ...hit, rank: words.filter((word) => begins(hit.title, word)).length }))
    .sort(
      (one, other) => other.rank - one.rank || (other.page.node.editedTime ?? '').localeCompare(one.page.node.editedTime ?? ''),
    );
  return {
    total: found.length,
    hits: found.slice(0, limit).map(({ page }) => ({
      ...library.hit(page.node),
      snippet: snippet(page, text),
    })),
    stillComing: readable < 0 ? 0 : Math.max(0, workspace.pages.size - readable),
  };
}

function snippet(page: FakePage, text: string): SnippetPart[] {
  return markTitle(page.text.length > longest ? `${page.text.slice(0, longest)}…` : page.text, text);
}
