/** Changing what is remembered, in memory, with the promises of the real thing. */
import type {
  ChangedChoice,
  ChoiceEffect,
  Estimate,
  ImportOptions,
  LeavingFate,
  NotShared,
  Selection,
  TreeNode,
} from '../backend';
import type { FakeWorkspace } from './workspace';

/** Which nodes a choice includes: the nearest mark at or above decides. Parents come before their children. */
export function includedBy(nodes: readonly TreeNode[], selection: Selection): Map<string, boolean> {
  const marks = new Map(selection.marks.map((mark) => [mark.id, mark.included]));
  const included = new Map<string, boolean>();
  for (const { id, parent } of nodes) {
    const inherited = parent === null ? selection.everything : (included.get(parent) ?? selection.everything);
    included.set(id, marks.get(id) ?? inherited);
  }
  return included;
}

/** What an import of this choice would take, at the pace that Notion allows. */
export function estimateOf(nodes: readonly TreeNode[], selection: Selection, options: ImportOptions): Estimate {
  const included = includedBy(nodes, selection);
  const sum = { pages: 0, databases: 0, rows: 0 };
  for (const node of nodes) {
    if (!included.get(node.id)) continue;
    if (node.kind === 'page') sum.pages += 1;
    else sum.databases += 1;
    sum.rows += node.rowCount ?? 0;
  }
  const bodies = sum.pages + sum.rows;
  const requests = bodies * (options.comments === 'none' ? 1 : 2) + Math.ceil(bodies / 100);
  return { ...sum, requests, seconds: requests / 2.7, bytes: bodies * (options.files === 'all' ? 84_000 : 9_000) };
}

export class FakeChoice {
  private chosen: Selection = { everything: true, marks: [], linkedRows: false };
  private chosenOptions: ImportOptions = { comments: 'none', files: 'all', maxFileMegabytes: 20 };
  /** Pages of which the text was removed. */
  private readonly removed = new Set<string>();

  constructor(
    private readonly workspace: FakeWorkspace,
    /** Pages with changes that Notion does not have. */
    private readonly unsentTitles: readonly string[],
  ) {}

  get selection(): Selection {
    return this.chosen;
  }

  get options(): ImportOptions {
    return this.chosenOptions;
  }

  effect(selection: Selection): ChoiceEffect {
    const leaving = this.leaving(selection);
    const included = includedBy(this.workspace.nodes, selection);
    const arriving = this.workspace.nodes.filter((node) => !node.included && included.get(node.id) && node.kind === 'page');
    return {
      leavingPages: leaving.filter((node) => node.kind === 'page').length + rowsOf(leaving),
      leavingDatabases: leaving.filter((node) => node.kind === 'database').length,
      unsent: leaving.filter((node) => this.unsentTitles.includes(node.title)).map(({ id, title }) => ({ id, title })),
      arrivingPages: arriving.length,
      arrivingStored: arriving.filter((node) => !this.removed.has(node.id)).length,
    };
  }

  /** Puts a choice in force; answers with what left it, and whether something is new. */
  change(selection: Selection, fate: LeavingFate, options: ImportOptions): Omit<ChangedChoice, 'run'> & { isNew: boolean } {
    const { leavingPages, leavingDatabases, arrivingPages } = this.effect(selection);
    const leaving = new Set(this.leaving(selection));
    const included = includedBy(this.workspace.nodes, selection);
    for (const node of this.workspace.nodes) {
      node.included = included.get(node.id) ?? false;
      node.kept = leaving.has(node) ? fate === 'keep' : node.kept && !node.included;
      if (leaving.has(node) && fate === 'remove') this.removed.add(node.id);
      if (node.included) this.removed.delete(node.id);
    }
    this.chosen = selection;
    const { comments, files } = this.chosenOptions;
    this.chosenOptions = options;
    const isNew = arrivingPages > 0 || comments !== options.comments || files !== options.files;
    return { leftPages: leavingPages, leftDatabases: leavingDatabases, isNew };
  }

  notShared(): NotShared[] {
    const from = (...titles: string[]) =>
      this.workspace.nodes.filter((node) => titles.includes(node.title)).map((node) => this.workspace.ref(node));
    const one = (id: string, title: string, refused: boolean, pages: number, ...titles: string[]): NotShared => ({
      id,
      title,
      url: `https://www.notion.so/${id.replaceAll('-', '')}`,
      refused,
      pages,
      from: from(...titles),
    });
    return [
      one('f0000001-0000-4000-8000-000000000000', 'Salaries and day rates', true, 12, 'Weekly, 13 November', 'Handbook', 'Clients', 'Finance'), // prettier-ignore
      one('f0000002-0000-4000-8000-000000000000', 'Museum: contract, signed', true, 3, 'Northwind Museum: scope and rights', 'Why glaciers sing', 'Clients'), // prettier-ignore
      one('f0000003-0000-4000-8000-000000000000', '', false, 1, 'Glacier shoot checklist'),
    ];
  }

  private leaving(selection: Selection): TreeNode[] {
    const included = includedBy(this.workspace.nodes, selection);
    return this.workspace.nodes.filter((node) => node.included && !included.get(node.id));
  }
}

const rowsOf = (nodes: readonly TreeNode[]): number =>
  nodes.reduce((rows, node) => rows + (node.kind === 'database' ? (node.rowCount ?? 0) : 0), 0);
