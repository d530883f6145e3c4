/** The workspace of an invented film studio: about 1,400 pages, the same at every start. */
import type { PageRef, TreeKind, TreeNode } from '../backend';
import { knownPages } from './known-pages';
import { Chance } from './random';

const day = 86_400_000;

interface Branch {
  title: string;
  icon: string;
  daysAgo: number;
  kind?: TreeKind;
  rows?: number;
  /** Invented pages inside, beside `inside`. */
  more?: number;
  inside?: Branch[];
  out?: boolean;
}

const studio: Branch[] = [
  { title: 'Handbook', icon: '🏡', daysAgo: 2, more: 63 },
  {
    title: 'Production',
    icon: '🎥',
    daysAgo: 0.02,
    inside: [
      { title: 'Video pipeline', icon: '🎬', daysAgo: 0.02, kind: 'database', rows: 186 },
      {
        title: 'Scripts',
        icon: '✍️',
        daysAgo: 1,
        inside: [
          { title: 'In work', icon: '📄', daysAgo: 1, more: 294 },
          { title: 'Drafts before 2024', icon: '📦', daysAgo: 1060, more: 95 },
        ],
      },
      { title: 'Sound library', icon: '🎧', daysAgo: 14, kind: 'database', rows: 128 },
      { title: 'Shot lists', icon: '📋', daysAgo: 2, more: 22 },
      { title: 'Meetings', icon: '🗓️', daysAgo: 7, more: 48 },
      { title: 'Travel', icon: '🧳', daysAgo: 22, more: 31 },
    ],
  },
  {
    title: 'Clients',
    icon: '🤝',
    daysAgo: 3,
    more: 96,
    inside: [{ title: 'Northwind Museum', icon: '🏛️', daysAgo: 3, more: 20 }],
  },
  { title: 'Finance', icon: '🧾', daysAgo: 9, more: 50 },
  { title: 'Ideas', icon: '💡', daysAgo: 4, more: 208 },
  {
    title: 'Library',
    icon: '📚',
    daysAgo: 40,
    more: 141,
    inside: [{ title: 'Contacts', icon: '📇', daysAgo: 5, kind: 'database', rows: 74 }],
  },
];

const subjects = ['Glacier', 'Harbour', 'Night market', 'Old railway', 'Lighthouse', 'Rain garden', 'Copper mine', 'Ferry', 'Bakery', 'Observatory', 'Salt road', 'Orchard']; // prettier-ignore
const kinds = ['shoot notes', 'script', 'interview', 'budget', 'shot list', 'sound notes', 'edit plan', 'location', 'research', 'follow-up', 'release form', 'schedule']; // prettier-ignore
const icons = ['📄', '📝', '🎞️', '🎙️', '🗺️', '🧭', '📌', '🖼️', null, null];
const sentences = [
  'Leave room for a second day: the light was better in the afternoon.',
  'Ask Tomas for the contact microphones before the end of the week.',
  'The rights are cleared for the film and the museum, not for print.',
  'Two versions exist; the shorter one is the one we show to clients.',
  'Parking is behind the hut, the gate code changes every month.',
  'We agreed to keep the voice-over under four minutes.',
];

export interface FakePage {
  node: TreeNode;
  html: string;
  text: string;
  properties: { name: string; text: string }[];
}

export class FakeWorkspace {
  readonly nodes: TreeNode[] = [];
  readonly pages = new Map<string, FakePage>();
  private readonly chance = new Chance(2026);

  constructor(
    private readonly now: number,
    /** So many pages in all, for looking at a large tree. */
    pages = 0,
  ) {
    for (const branch of studio) this.grow(branch, null);
    for (const known of knownPages) this.addKnown(known);
    // A hundred pages in each, a quarter of them one level deeper.
    for (let shelf = 1; this.nodes.length < pages; shelf += 1)
      this.grow(
        { title: `Archive ${shelf}`, icon: '🗄️', daysAgo: 30 + shelf, more: Math.min(99, pages - this.nodes.length - 1) },
        null,
      );
  }

  path(id: string): TreeNode[] {
    const node = this.pages.get(id)?.node;
    const parent = node?.parent ?? null;
    return parent === null ? [] : [...this.path(parent), this.pages.get(parent)!.node];
  }

  ref(node: TreeNode): PageRef {
    const { id, title, icon, parent } = node;
    return { id, title, icon, place: parent === null ? '' : this.pages.get(parent)!.node.title };
  }

  private grow(branch: Branch, parent: string | null): void {
    const id = this.add(branch.title, branch.icon, branch.daysAgo, parent, branch.kind ?? 'page', branch.rows ?? null);
    for (const inside of branch.inside ?? []) this.grow(inside, id);
    let group = id;
    for (let made = 0; made < (branch.more ?? 0); made += 1) {
      const title = `${this.chance.pick(subjects)}, ${this.chance.pick(kinds)} ${made + 1}`;
      const days = branch.daysAgo + 1 + this.chance.below(400);
      const page = this.add(title, this.chance.pick(icons), days, group, 'page', null);
      // Some pages have pages inside, none very deep.
      if (this.chance.below(9) === 0) group = group === id ? page : id;
    }
  }

  private add(
    title: string,
    icon: string | null,
    daysAgo: number,
    parent: string | null,
    kind: TreeKind,
    rows: number | null,
  ): string {
    const id = `0000${(this.nodes.length + 1).toString(16).padStart(4, '0')}-0000-4000-8000-000000000000`;
    const node: TreeNode = {
      id,
      parent,
      kind,
      title,
      icon,
      editedTime: new Date(this.now - daysAgo * day).toISOString(),
      childCount: 0,
      rowCount: rows,
      included: true,
      kept: false,
      foundByLink: false,
      reach: 'ok',
    };
    const above = parent === null ? undefined : this.pages.get(parent);
    if (above) above.node.childCount += 1;
    this.nodes.push(node);
    const words = [this.chance.pick(sentences), this.chance.pick(sentences), this.chance.pick(sentences)];
    this.pages.set(id, {
      node,
      html: `<p>${words[0]}</p><h2>Next</h2><ul><li>${words[1]}</li><li>${words[2]}</li></ul>`,
      text: words.join(' '),
      properties: [],
    });
    return id;
  }

  /** A page that no list had, as the import found out. */
  findByLink(title: string): void {
    for (const node of this.nodes.filter((one) => one.title === title)) node.foundByLink = true;
  }

  private addKnown(known: (typeof knownPages)[number]): void {
    const parent = this.nodes.find((node) => node.title === known.parent)?.id ?? null;
    const id = this.add(known.title, known.icon, known.daysAgo, parent, 'page', null);
    const page = this.pages.get(id)!;
    page.html = known.html(id);
    page.text = known.text;
    page.properties = known.properties ?? [];
  }
}
