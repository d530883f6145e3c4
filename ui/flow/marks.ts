/** Where the words of a search begin words of a title, so that the title can be marked as the snippet is. */
import type { SnippetPart } from '../backend';
import { foldText } from './fold';

const word = /[\p{L}\p{N}\p{M}]+/gu;

export function markTitle(title: string, query: string): SnippetPart[] {
  const sought = (foldText(query).match(word) ?? []).filter(Boolean);
  const parts: SnippetPart[] = [];
  let end = 0;
  for (const match of title.matchAll(word)) {
    const folded = foldText(match[0]);
    if (!sought.some((one) => folded.startsWith(one))) continue;
    if (match.index > end) parts.push({ text: title.slice(end, match.index), marked: false });
    parts.push({ text: match[0], marked: true });
    end = match.index + match[0].length;
  }
  if (end < title.length) parts.push({ text: title.slice(end), marked: false });
  return parts;
}
