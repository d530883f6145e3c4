import type { TreeNode } from '../backend';

export function node(id: string, parent: string | null = null, more: Partial<TreeNode> = {}): TreeNode {
  return {
    id,
    parent,
    kind: 'page',
    title: id,
    icon: null,
    editedTime: null,
    childCount: 0,
    rowCount: null,
    included: true,
    kept: false,
    foundByLink: false,
    reach: 'ok',
    ...more,
  };
}

/** A tree of `count` pages, ten below each, that ends at a known depth. */
export const wideTree = (count: number): TreeNode[] =>
  Array.from({ length: count }, (_, index) =>
    node(`page ${index}`, index < 10 ? null : `page ${Math.floor(index / 10) - (index < 100 ? 1 : 0)}`, {
      title: `Résumé ${index} of the year`,
    }),
  );
