/**
 * What a key does in the tree, after the WAI-ARIA tree pattern. Pure: it names the action, the picker does it.
 */
export type TreeAction =
  | { kind: 'focus'; row: number }
  | { kind: 'open' | 'close' | 'toggle'; row: number }
  | { kind: 'openSiblings'; row: number }
  | { kind: 'chooseShown' }
  | { kind: 'leaveFilter' }
  | { kind: 'type'; letter: string };

export interface TreeSight {
  rows: number;
  focused: number;
  pageRows: number;
  isOpen: boolean;
  canOpen: boolean;
  /** The row of the parent, or -1 for a root. */
  parentRow: number;
  filtering: boolean;
  /** Which way inwards is. */
  direction: 'ltr' | 'rtl';
}

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export function treeAction(pressed: Key, sight: TreeSight): TreeAction | null {
  const { focused, rows } = sight;
  const to = (row: number): TreeAction => ({ kind: 'focus', row: Math.max(0, Math.min(rows - 1, row)) });
  if (pressed.ctrlKey || pressed.metaKey) return pressed.key.toLowerCase() === 'a' ? { kind: 'chooseShown' } : null;
  if (pressed.altKey) return null;
  const [inwards, outwards] = sight.direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  switch (pressed.key) {
    case 'ArrowDown':
      return to(focused + 1);
    case 'ArrowUp':
      return to(focused - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows - 1);
    case 'PageDown':
      return to(focused + sight.pageRows);
    case 'PageUp':
      return to(focused - sight.pageRows);
    case inwards:
      if (!sight.canOpen) return null;
      return sight.isOpen ? to(focused + 1) : { kind: 'open', row: focused };
    case outwards:
      if (sight.canOpen && sight.isOpen) return { kind: 'close', row: focused };
      return sight.parentRow < 0 ? null : to(sight.parentRow);
    case ' ':
    case 'Enter':
      return { kind: 'toggle', row: focused };
    case '*':
      return { kind: 'openSiblings', row: focused };
    case 'Escape':
      return sight.filtering ? { kind: 'leaveFilter' } : null;
    default:
      return [...pressed.key].length === 1 ? { kind: 'type', letter: pressed.key } : null;
  }
}

/** Type-ahead: the next row whose title begins with what was typed, going round; one repeated letter walks on. */
export function findTyped(typed: string, titles: readonly string[], from: number): number {
  const single = [...typed].every((letter) => letter === typed[0]);
  const sought = single ? typed[0] : typed;
  const start = single ? from + 1 : from;
  for (let step = 0; step < titles.length; step += 1) {
    const row = (start + step) % titles.length;
    if (titles[row].startsWith(sought)) return row;
  }
  return -1;
}
