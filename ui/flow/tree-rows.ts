/**
 * Which rows of the tree are on the screen: what is open, and what the filter leaves.
 *
 * The rules it protects: a filter keeps the way to every match visible, and leaving the filter brings back what was open.
 */
import { foldText } from './fold';
import type { TreeModel } from './tree';

export class TreeRows {
  private readonly opened = new Set<string>();
  private readonly closedInFilter = new Set<string>();
  private words: string[] = [];
  /** 0 hidden, 1 on the way to a match, 2 a match; only while filtering. */
  private shown: Uint8Array = new Uint8Array(0);
  private found: number[] = [];

  constructor(private model: TreeModel) {}

  /** Puts a newer list under the same open rows and filter. */
  replace(model: TreeModel): void {
    this.model = model;
    this.match();
  }

  get filtering(): boolean {
    return this.words.length > 0;
  }

  get matches(): readonly number[] {
    return this.found;
  }

  filter(text: string): void {
    this.words = foldText(text).split(/\s+/).filter(Boolean);
    this.closedInFilter.clear();
    this.match();
  }

  isOpen(index: number): boolean {
    const id = this.model.nodes[index].id;
    if (this.filtering) return this.hasRowsInside(index) && !this.closedInFilter.has(id);
    return this.opened.has(id);
  }

  /** Whether a row can be opened at all, as the filter stands. */
  hasRowsInside(index: number): boolean {
    if (!this.model.hasChildren(index)) return false;
    if (!this.filtering) return true;
    for (let child = index + 1; child < this.model.end[index]; child = this.model.end[child]) {
      if (this.shown[child] > 0) return true;
    }
    return false;
  }

  setOpen(index: number, open: boolean): void {
    const id = this.model.nodes[index].id;
    if (this.filtering) {
      if (open) this.closedInFilter.delete(id);
      else this.closedInFilter.add(id);
    } else if (open) this.opened.add(id);
    else this.opened.delete(id);
  }

  openSiblings(index: number): void {
    const parent = this.model.parent[index];
    const stop = parent < 0 ? this.model.length : this.model.end[parent];
    for (let at = parent + 1; at < stop; at = this.model.end[at]) {
      if (this.hasRowsInside(at)) this.setOpen(at, true);
    }
  }

  /** Indexes into the model, top to bottom. */
  list(): number[] {
    const rows: number[] = [];
    for (let index = 0; index < this.model.length;) {
      if (this.filtering && this.shown[index] === 0) {
        index = this.model.end[index];
        continue;
      }
      rows.push(index);
      index = this.isOpen(index) ? index + 1 : this.model.end[index];
    }
    return rows;
  }

  private match(): void {
    this.found = [];
    if (!this.filtering) return;
    this.shown = new Uint8Array(this.model.length);
    this.model.folded.forEach((title, index) => {
      if (!this.words.every((word) => title.includes(word))) return;
      this.found.push(index);
      this.shown[index] = 2;
      for (let up = this.model.parent[index]; up >= 0 && this.shown[up] === 0; up = this.model.parent[up]) this.shown[up] = 1;
    });
  }
}
