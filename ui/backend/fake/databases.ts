/** Databases in memory, with the promises of the real ones: sorted, filtered, grouped, views kept while the page lives. */
import type { PropertyValue, TreeNode } from '../bindings';
import type {
  ChosenOption,
  ColumnKind,
  Databases,
  DataRow,
  DataTable,
  GroupWish,
  KeptView,
  Operator,
  TableColumn,
  TableCondition,
  TableGroup,
  TableLook,
  TableRows,
} from '../databases';
import { BackendError } from '../errors';
import { Chance } from './random';

/** A database of the invented workspace. */
export interface FakeSource {
  id: string;
  title: string;
  rows: number;
}
/** A page that a row of a table opens. */
export interface FakeRowPage {
  id: string;
  title: string;
  icon: string | null;
}

const words: Operator[] = ['contains', 'containsNot', 'is', 'isNot', 'empty', 'notEmpty'];
const operators: Partial<Record<ColumnKind, Operator[]>> = {
  number: ['is', 'isNot', 'greater', 'atLeast', 'less', 'atMost', 'empty', 'notEmpty'],
  choice: ['is', 'isNot', 'empty', 'notEmpty'],
  choices: ['contains', 'containsNot', 'empty', 'notEmpty'],
  people: ['contains', 'containsNot', 'empty', 'notEmpty'],
  date: ['is', 'before', 'after', 'empty', 'notEmpty'],
  checkbox: ['checked', 'unchecked'],
  pages: ['empty', 'notEmpty'],
};
const stages: ChosenOption[] = [
  { name: 'Draft', color: 'gray' },
  { name: 'Shooting', color: 'yellow' },
  { name: 'Editing', color: 'blue' },
  { name: 'Released', color: 'green' },
];
const tags: ChosenOption[] = [
  { name: 'Fiction', color: 'red' },
  { name: 'Essay', color: 'brown' },
  { name: 'Animation', color: 'pink' },
  { name: 'Documentary', color: 'orange' },
];
const people = ['Ines', 'Tomas', 'Sigrún'];
const notes = ['Leave room for a second day', 'The rights are cleared for the film', 'Ask for the long cable', ''];

const column = (id: string, name: string, kind: ColumnKind, options: ChosenOption[] = []): TableColumn => ({
  id,
  name,
  kind,
  options,
  operators: operators[kind] ?? words,
  groups: ['choice', 'choices', 'people', 'checkbox'].includes(kind),
});
const columns = [
  column('title', 'Name', 'title'),
  column('stage', 'Stage', 'choice', stages),
  column('genre', 'Genre', 'choices', tags),
  column('minutes', 'Minutes', 'number'),
  column('shoot', 'Shoot', 'date'),
  column('crew', 'Crew', 'people'),
  column('cleared', 'Cleared', 'checkbox'),
  column('note', 'In one line', 'text'),
  column('trailer', 'Trailer', 'address'),
  column('related', 'Festivals', 'pages'),
];

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What a value holds, for conditions and groups. */
function members(value: PropertyValue | null): string[] {
  if (value === null) return [];
  if (value.kind === 'options') return value.options.map(({ name }) => name);
  if (value.kind === 'checkbox') return [String(value.checked)];
  return value.kind === 'text' ? value.text.split(', ') : [];
}

/** What a value is put in order by. */
function rank(value: PropertyValue, { options }: TableColumn): number | string {
  if (value.kind === 'number') return value.number ?? 0;
  if (value.kind === 'options') return options.findIndex(({ name }) => name === value.options[0].name);
  if (value.kind === 'moment') return value.start;
  if (value.kind === 'checkbox') return Number(value.checked);
  if (value.kind === 'address') return value.url;
  return value.kind === 'text' ? fold(value.text) : fold(value.pages[0]?.title ?? '');
}

function holds({ operator, value }: TableCondition, cell: PropertyValue | null, { kind }: TableColumn): boolean {
  if (operator === 'empty') return cell === null;
  if (operator === 'notEmpty') return cell !== null;
  if (operator === 'checked' || operator === 'unchecked') return members(cell).includes('true') === (operator === 'checked');
  const not = operator === 'isNot' || operator === 'containsNot';
  if (cell === null) return not;
  if (kind === 'choice' || kind === 'choices') return members(cell).includes(value) !== not;
  const own = rank(cell, columns[0]);
  if (cell.kind === 'number') {
    const [a, b] = [cell.number ?? 0, Number(value)];
    return (
      { is: a === b, isNot: a !== b, greater: a > b, atLeast: a >= b, less: a < b, atMost: a <= b }[operator as string] ?? false
    );
  }
  if (cell.kind === 'moment') {
    const day = cell.start.slice(0, 10);
    return { is: day === value, before: day < value, after: day > value }[operator as string] ?? false;
  }
  const text = String(own);
  return (operator === 'is' || operator === 'isNot' ? text === fold(value) : text.includes(fold(value))) !== not;
}

interface Made {
  row: Omit<DataRow, 'cells'>;
  values: Map<string, PropertyValue | null>;
}

/** Databases of a workspace; the rows of each open pages of it, and the largest has as many as are wanted. */
export function databasesOf(nodes: readonly TreeNode[], most: number | undefined, coming: boolean): FakeDatabases {
  const sources = nodes.filter(({ kind }) => kind !== 'page');
  const pages = nodes.filter(({ kind }) => kind === 'page');
  const largest = Math.max(...sources.map(({ rowCount }) => rowCount ?? 0));
  const counted = sources.map(({ id, title, rowCount }) => {
    const own = rowCount ?? 0;
    return { id, title, rows: own === largest ? (most ?? own) : own };
  });
  return new FakeDatabases(counted, pages.toReversed(), coming);
}

export class FakeDatabases implements Databases {
  readonly saved: { source: string; look: TableLook }[] = [];
  private readonly made = new Map<string, Made[]>();
  private readonly views = new Map<string, KeptView[]>();
  private given = 0;

  constructor(
    private readonly sources: readonly FakeSource[],
    private readonly pages: readonly FakeRowPage[],
    private readonly coming: boolean,
  ) {}

  async dataTable(id: string): Promise<DataTable> {
    const { title, rows } = this.source(id);
    return { id, title, columns, views: this.viewsOf(id), rows, partial: this.coming ? 3 : 0, coming: this.coming };
  }

  async tableRows(id: string, look: TableLook, group: GroupWish | null, offset: number, limit: number): Promise<TableRows> {
    const found = this.found(id, look).filter(({ values }) => {
      const held = members(values.get(look.group ?? '') ?? null);
      return group === null || (group.value === null ? held.length === 0 : held.includes(group.value));
    });
    const rows = found.slice(offset, offset + limit).map(({ row, values }) => ({
      ...row,
      cells: look.columns.map((column) => values.get(column) ?? null),
    }));
    return { total: found.length, rows };
  }

  async tableGroups(id: string, look: TableLook): Promise<TableGroup[]> {
    const of = columns.find((one) => one.id === look.group);
    if (!of?.groups) throw new BackendError('invalid_input', { problem: 'no_grouping', name: of?.name ?? '' });
    const counts = new Map<string | null, number>();
    for (const { values } of this.found(id, look)) {
      const held = members(values.get(of.id) ?? null);
      for (const name of held.length > 0 ? held : [null]) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const known = of.options.map((option) => ({ value: option, rows: counts.get(option.name) ?? 0 }));
    const others = [...counts].filter(([name]) => !of.options.some((option) => option.name === name));
    others.sort(([a], [b]) => Number(a === null) - Number(b === null) || (a ?? '').localeCompare(b ?? ''));
    return [...known, ...others.map(([name, rows]) => ({ value: name === null ? null : { name, color: 'default' }, rows }))];
  }

  async keepView(source: string, name: string, look: TableLook, position: number | null): Promise<KeptView[]> {
    const views = this.viewsOf(source);
    this.check(views, name, null);
    this.given += 1;
    const view = { id: String(this.given), name: name.trim(), look: structuredClone(look) };
    return this.put(source, views.toSpliced(position ?? views.length, 0, view));
  }

  async changeView(source: string, id: string, name: string, look: TableLook): Promise<KeptView[]> {
    const views = this.viewsOf(source);
    this.check(views, name, id);
    return this.put(
      source,
      views.map((view) => (view.id === id ? { id, name: name.trim(), look: structuredClone(look) } : view)),
    );
  }

  async removeView(source: string, id: string): Promise<KeptView[]> {
    return this.put(
      source,
      this.viewsOf(source).filter((view) => view.id !== id),
    );
  }

  async orderViews(source: string, order: string[]): Promise<KeptView[]> {
    return this.put(
      source,
      this.viewsOf(source).toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
    );
  }

  async saveTable(source: string, look: TableLook): Promise<string> {
    this.saved.push({ source, look: structuredClone(look) });
    return `${this.source(source).title}.csv`;
  }

  private viewsOf(source: string): KeptView[] {
    return this.views.get(source) ?? [];
  }

  private put(source: string, views: KeptView[]): KeptView[] {
    this.views.set(source, views);
    return views;
  }

  private check(views: KeptView[], name: string, own: string | null): void {
    if (name.trim() === '') throw new BackendError('invalid_input', { problem: 'view_without_name' });
    if (views.some((view) => view.name === name.trim() && view.id !== own))
      throw new BackendError('invalid_input', { problem: 'view_name_taken', name: name.trim() });
  }

  private source(id: string): FakeSource {
    const source = this.sources.find((one) => one.id === id);
    if (!source) throw new BackendError('not_found', { what: 'database', id });
    return source;
  }

  private found(id: string, look: TableLook): Made[] {
    const of = (wanted: string) => {
      const found = columns.find((one) => one.id === wanted);
      if (!found) throw new BackendError('invalid_input', { problem: 'no_such_column', name: wanted });
      return found;
    };
    const value = ({ row, values }: Made, wanted: string): PropertyValue | null =>
      wanted === 'title' ? (row.title === '' ? null : { kind: 'text', text: row.title }) : (values.get(wanted) ?? null);
    const rows = this.rowsOf(id).filter((made) =>
      look.conditions.every((condition) => holds(condition, value(made, condition.column), of(condition.column))),
    );
    if (look.sorts.length === 0) return rows;
    const ranked = rows.map((made) => {
      const ranks = look.sorts.map(({ column }) => {
        const own = value(made, column);
        return own === null ? null : rank(own, of(column));
      });
      return { made, ranks };
    });
    ranked.sort((a, b) => {
      for (const [at, { descending }] of look.sorts.entries()) {
        const [one, other] = [a.ranks[at], b.ranks[at]];
        if (one === other) continue;
        if (one === null || other === null) return one === null ? 1 : -1;
        return (one < other ? -1 : 1) * (descending ? -1 : 1);
      }
      return 0;
    });
    return ranked.map(({ made }) => made);
  }

  private rowsOf(id: string): Made[] {
    const known = this.made.get(id);
    if (known) return known;
    const { rows } = this.source(id);
    const chance = new Chance(rows);
    const made = Array.from({ length: rows }, (_, index) => this.row(index, chance));
    this.made.set(id, made);
    return made;
  }

  private row(index: number, chance: Chance): Made {
    const page = this.pages.at(index) ?? { id: `row-${index}`, title: `Entry ${index + 1}`, icon: null };
    const date = `2026-${String(chance.below(12) + 1).padStart(2, '0')}-${String(chance.below(28) + 1).padStart(2, '0')}`;
    const note = chance.pick(notes);
    const stage = index % 7 === 6 ? null : chance.pick(stages);
    const related = this.pages.slice(index + 1, index + 1 + (index % 3));
    return {
      row: { id: page.id, title: index === 4 ? '' : page.title, icon: page.icon },
      values: new Map<string, PropertyValue | null>([
        ['stage', stage === null ? null : { kind: 'options', options: [stage] }],
        ['genre', index % 5 === 4 ? null : { kind: 'options', options: tags.slice(index % 3, (index % 3) + 1 + (index % 2)) }],
        ['minutes', { kind: 'number', number: chance.below(140) + 0.5 * (index % 2) }],
        ['shoot', index % 4 === 3 ? null : { kind: 'moment', start: date, end: null }],
        ['crew', { kind: 'text', text: index % 2 === 0 ? people[index % 3] : `${people[0]}, ${people[1 + (index % 2)]}` }],
        ['cleared', { kind: 'checkbox', checked: index % 2 === 0 }],
        ['note', note === '' ? null : { kind: 'text', text: note }],
        ['trailer', { kind: 'address', url: `https://example.org/films/${index}` }],
        [
          'related',
          related.length === 0
            ? null
            : { kind: 'pages', pages: related.map((one) => ({ ...one, place: '' })), total: related.length },
        ],
      ]),
    };
  }
}
