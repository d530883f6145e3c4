/** Search in memory: every word must begin a word of title or text; titles first, newest first. */
import { foldText } from '../../flow/fold';
import { markTitle } from '../../flow/marks';
import type { SearchResults, SnippetPart } from '../backend';
import type { FakePage, FakeWorkspace } from './workspace';

const longest = 190;

export function searchWorkspace(workspace: FakeWorkspace, text: string, limit: number, readable: number): SearchResults {
  const words = foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const begins = (inside: string, word: string) => new RegExp(`(^|[^\\p{L}\\p{N}])${word}`, 'u').test(inside);
  const found = [...workspace.pages.values()]
    .map((page, order) => ({
      page,
      title: foldText(page.node.title),
      body: order < readable || readable < 0 ? foldText(page.text) : '',
    }))
    .filter(({ title, body }) => words.length > 0 && words.every((word) => begins(title, word) || begins(body, word)))
    .map((hit) => ({ ...hit, rank: words.filter((word) => begins(hit.title, word)).length }))
    .sort(
      (one, other) => other.rank - one.rank || (other.page.node.editedTime ?? '').localeCompare(one.page.node.editedTime ?? ''),
    );
  return {
    total: found.length,
    hits: found.slice(0, limit).map(({ page }) => ({
      id: page.node.id,
      kind: page.node.kind,
      title: page.node.title,
      icon: page.node.icon,
      path: workspace.path(page.node.id).map((node) => node.title),
      snippet: snippet(page, text),
      editedTime: page.node.editedTime,
    })),
    stillComing: readable < 0 ? 0 : Math.max(0, workspace.pages.size - readable),
  };
}

function snippet(page: FakePage, text: string): SnippetPart[] {
  return markTitle(page.text.length > longest ? `${page.text.slice(0, longest)}…` : page.text, text);
}
