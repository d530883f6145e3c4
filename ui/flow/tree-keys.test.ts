import { describe, expect, it } from 'vitest';
import { findTyped, treeAction, type TreeAction, type TreeSight } from './tree-keys';

const sight: TreeSight = {
  rows: 20,
  focused: 5,
  pageRows: 8,
  isOpen: false,
  canOpen: true,
  parentRow: 2,
  filtering: false,
  direction: 'ltr',
};
const press = (key: string, more: Partial<TreeSight> = {}, held: { ctrlKey?: boolean; altKey?: boolean } = {}) =>
  treeAction({ key, ctrlKey: false, metaKey: false, altKey: false, ...held }, { ...sight, ...more });

describe('keys in the tree', () => {
  it.each<[string, Partial<TreeSight>, TreeAction | null]>([
    ['ArrowDown', {}, { kind: 'focus', row: 6 }],
    ['ArrowDown', { focused: 19 }, { kind: 'focus', row: 19 }],
    ['ArrowUp', { focused: 0 }, { kind: 'focus', row: 0 }],
    ['Home', {}, { kind: 'focus', row: 0 }],
    ['End', {}, { kind: 'focus', row: 19 }],
    ['PageDown', {}, { kind: 'focus', row: 13 }],
    ['PageUp', {}, { kind: 'focus', row: 0 }],
    ['ArrowRight', {}, { kind: 'open', row: 5 }],
    ['ArrowRight', { isOpen: true }, { kind: 'focus', row: 6 }],
    ['ArrowRight', { canOpen: false }, null],
    ['ArrowLeft', { isOpen: true }, { kind: 'close', row: 5 }],
    ['ArrowLeft', {}, { kind: 'focus', row: 2 }],
    ['ArrowLeft', { parentRow: -1 }, null],
    ['ArrowLeft', { direction: 'rtl' }, { kind: 'open', row: 5 }],
    ['ArrowRight', { direction: 'rtl', isOpen: true }, { kind: 'close', row: 5 }],
    ['ArrowRight', { direction: 'rtl' }, { kind: 'focus', row: 2 }],
    [' ', {}, { kind: 'toggle', row: 5 }],
    ['*', {}, { kind: 'openSiblings', row: 5 }],
    ['Escape', { filtering: true }, { kind: 'leaveFilter' }],
    ['Escape', {}, null],
    ['g', {}, { kind: 'type', letter: 'g' }],
    ['Tab', {}, null],
  ])('%s with %o', (key, more, action) => {
    expect(press(key, more)).toEqual(action);
  });

  it('Ctrl+A ticks what the filter shows, other commands belong to the window', () => {
    expect(press('a', {}, { ctrlKey: true })).toEqual({ kind: 'chooseShown' });
    expect(press('k', {}, { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', {}, { altKey: true })).toBeNull();
  });
});

describe('type-ahead', () => {
  const titles = ['clients', 'finance', 'handbook', 'harbour', 'ideas'];

  it('goes to the row that begins with what was typed', () => {
    expect(findTyped('har', titles, 2)).toBe(3);
    expect(findTyped('f', titles, 3)).toBe(1);
  });

  it('one letter again walks on to the next', () => {
    expect(findTyped('h', titles, 2)).toBe(3);
    expect(findTyped('hh', titles, 3)).toBe(2);
  });

  it('stays where it is when nothing begins so', () => {
    expect(findTyped('z', titles, 2)).toBe(-1);
  });
});
