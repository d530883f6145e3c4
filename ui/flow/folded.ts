/** A difference with what is the same for long left out, to be opened. Pure. */
import type { DifferencePart } from '../backend';

export type Folded = { kind: 'part'; part: DifferencePart } | { kind: 'gap'; lines: number; text: string };

/** Lines that stay beside a change, and how many may be hidden at least: fewer are not worth a button. */
const around = 3;
const fewest = 4;

export function folded(parts: readonly DifferencePart[]): Folded[] {
  return parts.flatMap((part, index): Folded[] => {
    if (part.kind !== 'same') return [{ kind: 'part', part }];
    const lines = part.text.split(/(?<=\n)/);
    const head = index === 0 ? 0 : around;
    const tail = index === parts.length - 1 ? 0 : around;
    const hidden = lines.slice(head, lines.length - tail);
    if (hidden.length < fewest) return [{ kind: 'part', part }];
    const shown = (text: string): Folded[] => (text === '' ? [] : [{ kind: 'part', part: { kind: 'same', text } }]);
    return [
      ...shown(lines.slice(0, head).join('')),
      { kind: 'gap', lines: hidden.length, text: hidden.join('') },
      ...shown(lines.slice(lines.length - tail).join('')),
    ];
  });
}
