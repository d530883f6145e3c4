/**
 * A database with one table is one thing to whoever picks it: its only data source is not listed as a second row.
 *
 * The rule it protects: a choice is never lost by it. A table that was chosen otherwise than its database keeps its row.
 */
import type { TreeNode } from '../backend';

export function foldOnlyTables(listed: readonly TreeNode[]): readonly TreeNode[] {
  const byId = new Map(listed.map((node) => [node.id, node]));
  const tables = new Map<string, number>();
  for (const node of listed) {
    if (node.kind === 'dataSource' && node.parent !== null) tables.set(node.parent, (tables.get(node.parent) ?? 0) + 1);
  }
  const folded = new Map<string, string>();
  for (const node of listed) {
    const around = node.kind === 'dataSource' && node.parent !== null ? byId.get(node.parent) : undefined;
    const same = around?.kind === 'database' && around.title === node.title && around.included === node.included;
    if (around && same && tables.get(around.id) === 1) folded.set(node.id, around.id);
  }
  return listed
    .filter((node) => !folded.has(node.id))
    .map((node) =>
      node.parent !== null && folded.has(node.parent) ? { ...node, parent: folded.get(node.parent) ?? null } : node,
    );
}
