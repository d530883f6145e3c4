import type { TreeNode } from '../backend';

/** The pages edited last, newest first: what a person is most likely to look for. */
export function latestEdited(nodes: readonly TreeNode[], count: number): TreeNode[] {
  return nodes
    .filter((node) => node.kind === 'page' && node.included && node.editedTime !== null && node.title.trim() !== '')
    .sort((one, other) => (other.editedTime ?? '').localeCompare(one.editedTime ?? ''))
    .slice(0, count);
}
