/** Which words were added and removed from one text to another. Pure. */
export interface WordsPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many comparisons the whole middle counts as replaced: nobody reads a difference that long word by word. */
const mostComparisons = 4_000_000;

const pieces = (text: string): string[] => text.match(/\s+|[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]/gu) ?? [];

export function wordsDifference(before: string, after: string): WordsPart[] {
  const old = pieces(before);
  const now = pieces(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const middle = between(old.slice(start, old.length - end), now.slice(start, now.length - end));
  return joined([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ]);
}

function between(old: string[], now: string[]): WordsPart[] {
  if (old.length * now.length > mostComparisons) {
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: now.join('') },
    ];
  }
  // How many pieces the rests from here on have in common, at most.
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        old[row] === now[column]
          ? common[(row + 1) * width + column + 1] + 1
          : Math.max(common[(row + 1) * width + column], common[row * width + column + 1]);
    }
  }
  const parts: WordsPart[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < now.length) {
    if (row < old.length && column < now.length && old[row] === now[column]) {
      parts.push({ kind: 'same', text: old[row] });
      row += 1;
      column += 1;
    } else if (
      column === now.length ||
      (row < old.length && common[(row + 1) * width + column] >= common[row * width + column + 1])
    ) {
      parts.push({ kind: 'removed', text: old[row] });
      row += 1;
    } else {
      parts.push({ kind: 'added', text: now[column] });
      column += 1;
    }
  }
  return parts;
}

/** Neighbours of one kind become one part; a mere space between two changes belongs to them, or every word would stand alone. */
function joined(parts: WordsPart[]): WordsPart[] {
  const done: WordsPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') done.push({ kind: 'removed', text: removed });
    if (added !== '') done.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  const whole = parts.filter(({ text }) => text !== '');
  for (const [index, part] of whole.entries()) {
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else if (
      part.text.trim() === '' &&
      (removed !== '' || added !== '') &&
      whole[index + 1]?.kind !== 'same' &&
      index + 1 < whole.length
    ) {
      removed += part.text;
      added += part.text;
    } else {
      flush();
      const last = done.at(-1);
      if (last?.kind === 'same') last.text += part.text;
      else done.push({ ...part });
    }
  }
  flush();
  return done;
}
