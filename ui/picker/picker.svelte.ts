/**
 * The state of the page picker: the tree, what is open, what is ticked, where the focus is.
 *
 * The pure work is in `flow/tree*.ts`; this turns it into signals. One counter stands for "the arrays changed", because
 * twenty thousand signals would be slower than asking again.
 */
import type { Selection, TreeNode } from '../backend';
import { foldText } from '../flow/fold';
import { findTyped, treeAction, type Key } from '../flow/tree-keys';
import { foldOnlyTables } from '../flow/tables';
import { TreeModel } from '../flow/tree';
import { TreeRows } from '../flow/tree-rows';
import { direction } from '../words';

const typeAheadPause = 500;

export class Picker {
  private model = $state.raw(new TreeModel([]));
  private rows = new TreeRows(this.model);
  private changes = $state(0);
  private focusedNode = $state(0);
  private typed = '';
  private typedAt = -Infinity;
  filterText = $state('');
  /** Whether single rows of databases that are left out come along where something ticked points at them. */
  linkedRows = $state(false);
  list = $derived.by(() => (void this.changes, this.rows.list()));
  selection = $derived.by((): Selection => (void this.changes, { ...this.model.selection(), linkedRows: this.linkedRows }));
  nothingChosen = $derived.by(() => (void this.changes, this.model.nothingChosen));
  matches = $derived.by(() => (void this.changes, this.rows.matches.length));
  focusedRow = $derived(Math.max(0, this.list.indexOf(this.focusedNode)));

  constructor(private readonly elapsed: () => number) {}

  /**
   * Takes a newer list; what was ticked, wished and opened stays. Of the choice there is only what cannot be seen from the
   * pages is taken: whether it includes new ones at the top, and rows that are linked.
   */
  load(nodes: readonly TreeNode[], before?: Selection): void {
    // For whoever measures how long the first rows take (docs/bench.md).
    performance.mark('tree-listed');
    const first = this.model.length === 0;
    const focused = this.model.nodes[this.focusedNode]?.id;
    const selection = this.model.selection();
    const model = new TreeModel(foldOnlyTables(nodes), first ? before?.everything : undefined);
    if (!first) model.apply(selection);
    else this.linkedRows = before?.linkedRows ?? false;
    this.model = model;
    this.rows.replace(model);
    this.focusedNode = Math.max(0, focused === undefined ? 0 : model.indexOf(focused));
    if (first && model.length > 0 && model.siblings[0] === 1) this.rows.setOpen(0, true);
    this.changes += 1;
  }

  get tree(): TreeModel {
    void this.changes;
    return this.model;
  }

  get pages(): number {
    void this.changes;
    return this.model.pages();
  }

  get filtering(): boolean {
    void this.changes;
    return this.rows.filtering;
  }

  isOpen(node: number): boolean {
    void this.changes;
    return this.rows.isOpen(node);
  }

  canOpen(node: number): boolean {
    void this.changes;
    return this.rows.hasRowsInside(node);
  }

  filter(text: string): void {
    this.filterText = text;
    this.rows.filter(text);
    this.changes += 1;
    if (!this.list.includes(this.focusedNode)) this.focusedNode = this.list[0] ?? 0;
  }

  focus(row: number): void {
    this.focusedNode = this.list[row] ?? this.focusedNode;
  }

  toggle(node: number): void {
    this.model.toggle(node);
    this.changes += 1;
  }

  setOpen(node: number, open: boolean): void {
    this.rows.setOpen(node, open);
    this.changes += 1;
    // What had the focus may have been folded away: the fold takes it.
    if (!open && this.focusedNode > node && this.focusedNode < this.model.end[node]) this.focusedNode = node;
  }

  /** All pages, or the matches while a filter is set. */
  chooseShown(included: boolean): void {
    if (this.rows.filtering) this.model.setBranches(this.rows.matches, included);
    else this.model.setAll(included);
    this.changes += 1;
  }

  /** Returns false when the key means nothing here and belongs to someone else. */
  press(key: Key, pageRows: number): boolean {
    const node = this.list[this.focusedRow];
    if (node === undefined) return false;
    const action = treeAction(key, {
      rows: this.list.length,
      focused: this.focusedRow,
      pageRows,
      isOpen: this.isOpen(node),
      canOpen: this.canOpen(node),
      parentRow: this.model.parent[node] < 0 ? -1 : this.list.indexOf(this.model.parent[node]),
      filtering: this.rows.filtering,
      direction: direction(),
    });
    switch (action?.kind) {
      case 'focus':
        this.focus(action.row);
        return true;
      case 'open':
      case 'close':
        this.setOpen(node, action.kind === 'open');
        return true;
      case 'toggle':
        this.toggle(node);
        return true;
      case 'openSiblings':
        this.rows.openSiblings(node);
        this.changes += 1;
        return true;
      case 'chooseShown':
        this.chooseShown(true);
        return true;
      case 'leaveFilter':
        this.filter('');
        return true;
      case 'type':
        return this.type(action.letter);
      case undefined:
        return false;
    }
  }

  private type(letter: string): boolean {
    const now = this.elapsed();
    this.typed = now - this.typedAt > typeAheadPause ? foldText(letter) : this.typed + foldText(letter);
    this.typedAt = now;
    const titles = this.list.map((node) => this.model.folded[node]);
    const row = findTyped(this.typed, titles, this.focusedRow);
    if (row >= 0) this.focus(row);
    return true;
  }
}
