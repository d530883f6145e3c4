/**
 * The tree of pages to pick from, as flat arrays in reading order.
 *
 * Leaves out rows on the screen (`tree-rows.ts`) and everything about the DOM. The rules it protects: ticking a page ticks
 * everything inside it, also what appears there later, and every answer is cheap at 20,000 nodes: a subtree is the range
 * from a node to its `end`.
 */
import type { TreeKind, Selection, TreeNode } from '../backend';
import { foldText } from './fold';

export type Check = 'on' | 'off' | 'mixed';

/** What is ticked, without wishes that go beyond it. */
export type Ticked = Omit<Selection, 'linkedRows'>;

export interface Amount {
  chosen: number;
  all: number;
}

export class TreeModel {
  /** In reading order: a node's subtree is `[index, end[index])`. */
  readonly nodes: TreeNode[] = [];
  readonly depth: Int32Array;
  readonly parent: Int32Array;
  readonly end: Int32Array;
  readonly position: Int32Array;
  readonly siblings: Int32Array;
  readonly folded: string[];
  /** Pages a node stands for by itself; rows of a database that are not nodes are counted on the database. */
  private readonly weight: Int32Array;
  private readonly own: Uint8Array;
  private readonly chosenNodes: Int32Array;
  private readonly chosenWeight: Int32Array;
  private readonly allWeight: Int32Array;
  private readonly indexes = new Map<string, number>();
  private everything: boolean;

  /** `everything` says whether new nodes at the top are chosen; else what all roots have in common does. */
  constructor(listed: readonly TreeNode[], everything?: boolean) {
    const children = byParent(listed);
    const count = listed.length;
    this.depth = new Int32Array(count);
    this.parent = new Int32Array(count).fill(-1);
    this.end = new Int32Array(count);
    this.position = new Int32Array(count);
    this.siblings = new Int32Array(count);
    this.own = new Uint8Array(count);
    this.chosenNodes = new Int32Array(count);
    this.chosenWeight = new Int32Array(count);
    this.allWeight = new Int32Array(count);
    this.layOut(children);
    this.folded = this.nodes.map((node) => foldText(node.title));
    this.weight = Int32Array.from(this.nodes, (node) => weigh(node, children.get(node.id) ?? []));
    this.nodes.forEach((node, index) => (this.own[index] = node.included ? 1 : 0));
    const roots = children.get(null) ?? [];
    this.everything = everything ?? roots.every((root) => root.included);
    this.count();
  }

  get length(): number {
    return this.nodes.length;
  }

  indexOf(id: string): number {
    return this.indexes.get(id) ?? -1;
  }

  hasChildren(index: number): boolean {
    return this.end[index] > index + 1;
  }

  check(index: number): Check {
    const chosen = this.chosenNodes[index];
    if (chosen === 0) return 'off';
    return chosen === this.end[index] - index ? 'on' : 'mixed';
  }

  /** Pages below a node, without the node itself. */
  amountBelow(index: number): Amount {
    const self = this.nodes[index].kind === 'page' ? this.weight[index] : 0;
    return { chosen: this.chosenWeight[index] - self * this.own[index], all: this.allWeight[index] - self };
  }

  /** Whether pages that appear inside a node later will be remembered too. */
  takesNewOnes(index: number): boolean {
    return this.own[index] === 1;
  }

  /** A tick, as a person means it: a partly ticked node becomes ticked. */
  toggle(index: number): void {
    this.setBranch(index, this.check(index) !== 'on');
  }

  setBranch(index: number, included: boolean): void {
    this.own.fill(included ? 1 : 0, index, this.end[index]);
    this.count();
  }

  setBranches(indexes: Iterable<number>, included: boolean): void {
    for (const index of indexes) this.own.fill(included ? 1 : 0, index, this.end[index]);
    this.count();
  }

  setAll(included: boolean): void {
    this.everything = included;
    this.own.fill(included ? 1 : 0);
    this.count();
  }

  /** The choice in as few marks as say it: only where a node differs from what it inherits. */
  selection(): Ticked {
    const marks: Ticked['marks'] = [];
    this.nodes.forEach((node, index) => {
      const inherited = this.parent[index] < 0 ? this.everything : this.own[this.parent[index]] === 1;
      const included = this.own[index] === 1;
      if (included !== inherited) marks.push({ id: node.id, included });
    });
    return { everything: this.everything, marks };
  }

  /** Puts an earlier choice onto a newer list of pages. */
  apply(selection: Ticked): void {
    const marks = new Map(selection.marks.map((mark) => [mark.id, mark.included]));
    this.everything = selection.everything;
    this.nodes.forEach((node, index) => {
      const inherited = this.parent[index] < 0 ? selection.everything : this.own[this.parent[index]] === 1;
      this.own[index] = (marks.get(node.id) ?? inherited) ? 1 : 0;
    });
    this.count();
  }

  /** Whether new pages at the top will be remembered. */
  get takesNewRoots(): boolean {
    return this.everything;
  }

  get nothingChosen(): boolean {
    return this.own.every((own) => own === 0);
  }

  pages(): number {
    let pages = 0;
    for (let index = 0; index < this.length; index = this.end[index]) pages += this.allWeight[index];
    return pages;
  }

  private layOut(children: Map<string | null, TreeNode[]>): void {
    const open: { node: TreeNode; parent: number; position: number; siblings: number }[] = [];
    const push = (list: TreeNode[], parent: number) => {
      for (let at = list.length - 1; at >= 0; at -= 1) {
        open.push({ node: list[at], parent, position: at + 1, siblings: list.length });
      }
    };
    push(children.get(null) ?? [], -1);
    for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
      const index = this.nodes.push(entry.node) - 1;
      this.indexes.set(entry.node.id, index);
      this.parent[index] = entry.parent;
      this.depth[index] = entry.parent < 0 ? 0 : this.depth[entry.parent] + 1;
      this.position[index] = entry.position;
      this.siblings[index] = entry.siblings;
      push(children.get(entry.node.id) ?? [], index);
    }
    for (let index = this.nodes.length - 1; index >= 0; index -= 1) {
      this.end[index] = Math.max(this.end[index], index + 1);
      const parent = this.parent[index];
      if (parent >= 0) this.end[parent] = Math.max(this.end[parent], this.end[index]);
    }
  }

  /** Sums from the leaves up, one pass: subtrees follow their node. */
  private count(): void {
    for (let index = this.length - 1; index >= 0; index -= 1) {
      this.chosenNodes[index] = this.own[index];
      this.allWeight[index] = this.weight[index];
      this.chosenWeight[index] = this.weight[index] * this.own[index];
      for (let child = index + 1; child < this.end[index]; child = this.end[child]) {
        this.chosenNodes[index] += this.chosenNodes[child];
        this.allWeight[index] += this.allWeight[child];
        this.chosenWeight[index] += this.chosenWeight[child];
      }
    }
  }
}

function byParent(listed: readonly TreeNode[]): Map<string | null, TreeNode[]> {
  const known = new Set(listed.map((node) => node.id));
  const children = new Map<string | null, TreeNode[]>();
  for (const node of listed) {
    // A parent that the connection cannot see makes its child a root, or the child could not be picked.
    const parent = node.parent !== null && known.has(node.parent) ? node.parent : null;
    const list = children.get(parent);
    if (list) list.push(node);
    else children.set(parent, [node]);
  }
  return children;
}

const isTable = (kind: TreeKind): boolean => kind !== 'page';

function weigh(node: TreeNode, children: readonly TreeNode[]): number {
  if (!isTable(node.kind)) return 1;
  if (children.some((child) => child.kind === 'dataSource')) return 0;
  return Math.max(0, (node.rowCount ?? 0) - children.filter((child) => child.kind === 'page').length);
}
