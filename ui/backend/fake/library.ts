/** Versions of pages, forgetting and what was used lately, in memory. */
import { wordsDifference } from '../../flow/words-diff';
import type {
  ForgottenPages,
  PageVersion,
  PageVersions,
  RecentPages,
  SearchFilter,
  SearchHit,
  ShownVersion,
  TreeNode,
  VersionDifference,
  WordCounts,
} from '../backend';
import { BackendError } from '../errors';
import type { FakeWorkspace } from './workspace';

/** A filter that everything passes. */
export const everything: SearchFilter = {
  kind: null,
  within: null,
  editedFrom: null,
  editedBefore: null,
  withFiles: false,
  titlesOnly: false,
};
const day = 86_400_000;
const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

interface Known {
  version: PageVersion;
  text: string;
}

export class FakeLibrary {
  private opened: string[] = [];
  readonly forgotten = new Set<string>();

  constructor(
    private readonly workspace: FakeWorkspace,
    private readonly now: () => Date,
  ) {}

  /** Whether a page passes a filter. */
  passes(node: TreeNode, filter: SearchFilter): boolean {
    const isRow = this.workspace.pages.get(node.parent ?? '')?.node.kind === 'database';
    const kind = node.kind !== 'page' ? 'database' : isRow ? 'row' : 'page';
    const edited = node.editedTime ?? '';
    return (
      !this.forgotten.has(node.id) &&
      (filter.kind === null || filter.kind === kind) &&
      (filter.within === null || this.below(filter.within).some(({ id }) => id === node.id)) &&
      (filter.editedFrom === null || edited >= filter.editedFrom) &&
      (filter.editedBefore === null || edited < filter.editedBefore) &&
      (!filter.withFiles || (this.workspace.pages.get(node.id)?.properties.length ?? 0) > 0)
    );
  }

  hit(node: TreeNode): SearchHit {
    const { id, kind, title, icon, editedTime } = node;
    return {
      id,
      connection: '1',
      kind,
      title,
      icon,
      path: this.workspace.path(id).map((above) => above.title),
      snippet: [],
      editedTime,
    };
  }

  recent(limit: number): RecentPages {
    const nodes = this.workspace.nodes.filter((node) => !this.forgotten.has(node.id));
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const edited = nodes
      .filter((node) => node.kind === 'page' && node.title !== '')
      .sort((one, other) => (other.editedTime ?? '').localeCompare(one.editedTime ?? ''));
    return {
      opened: this.opened
        .flatMap((id) => byId.get(id) ?? [])
        .slice(0, limit)
        .map((node) => this.hit(node)),
      edited: edited.slice(0, limit).map((node) => this.hit(node)),
    };
  }

  noteOpened(id: string): void {
    this.opened = [id, ...this.opened.filter((one) => one !== id)];
  }

  versions(id: string): PageVersions {
    const known = this.known(id);
    return {
      title: this.page(id).node.title,
      versions: known.map(({ version }) => version),
      oldestTime: known.at(-1)?.version.editedTime ?? null,
    };
  }

  version(id: string, which: string): ShownVersion {
    const known = this.known(id);
    const index = this.find(known, which);
    const one = known.at(index);
    if (!one) throw new BackendError('not_found', { what: 'version', id: which });
    return {
      version: one.version,
      html:
        index === 0
          ? this.page(id).html
          : one.text
              .split('\n\n')
              .map((text) => `<p>${text}</p>`)
              .join(''),
      markdown: one.text,
      beforeMemory: !/^\d+$/.test(which) && which < one.version.editedTime,
      isNewest: one === known[0],
    };
  }

  difference(id: string, from: string | null, to: string): VersionDifference {
    const known = this.known(id);
    const newer = known.at(this.find(known, to))!;
    const older = from === null ? known[known.indexOf(newer) + 1] : known.at(this.find(known, from));
    const [first, second] = older && known.indexOf(older) < known.indexOf(newer) ? [newer, older] : [older, newer];
    const parts = wordsDifference(first?.text ?? '', second.text);
    return { from: first?.version ?? null, to: second.version, counts: counted(first?.text ?? '', second.text), parts };
  }

  forgetting(id: string): ForgottenPages {
    return { id, title: this.page(id).node.title, pages: this.below(id).length, unsent: 0 };
  }

  forget(id: string): ForgottenPages {
    const sum = this.forgetting(id);
    for (const node of this.below(id)) {
      this.forgotten.add(node.id);
      node.included = false;
    }
    return sum;
  }

  private below(id: string): TreeNode[] {
    return this.workspace.nodes.filter((node) => node.id === id || this.workspace.path(node.id).some((above) => above.id === id));
  }

  private page(id: string) {
    const page = this.workspace.pages.get(id);
    if (!page) throw new BackendError('not_found', { what: 'page', id });
    return page;
  }

  /** A number, or a moment: then the last version that is not younger, or the oldest one. */
  private find(known: Known[], which: string): number {
    if (/^\d+$/.test(which)) return known.findIndex(({ version }) => version.id === which);
    const index = known.findIndex(({ version }) => version.editedTime <= which);
    return index < 0 ? known.length - 1 : index;
  }

  /** Three versions of what has real contents, one of everything else. */
  private known(id: string): Known[] {
    const page = this.page(id);
    if (this.forgotten.has(id)) return [];
    const now = `${page.text}\n\nCamera two stands on the left ridge. The tongue has moved 40 m since the map was drawn.\n\nCheck the road at 04:45.`;
    const texts =
      page.properties.length === 0
        ? [page.text]
        : [now, now.replace('twice: one for the ranger at the hut, one for the car.', 'once.'), now.replace('\n\nCheck the road at 04:45.', '').replace('Two days', 'One day')]; // prettier-ignore
    const ages = [0.01, 8, 200];
    const editors = ['Ines', 'Tomas', null];
    return texts.map((text, index) => {
      const time = new Date(this.now().getTime() - ages[index] * day).toISOString();
      const before = texts[index + 1];
      const changed = before === undefined ? null : counted(before, text);
      const version = {
        id: String(texts.length - index),
        editedTime: time,
        rememberedTime: time,
        editor: editors[index],
        size: text.length,
        changed,
      };
      return { version, text };
    });
  }
}

function counted(before: string, after: string): WordCounts {
  const sum = { added: 0, removed: 0 };
  for (const { kind, text } of wordsDifference(before, after)) if (kind !== 'same') sum[kind] += Math.max(1, words(text));
  return sum;
}
