import { describe, expect, it } from 'vitest';
import { node, wideTree } from '../tests/nodes';
import { TreeModel } from './tree';
import { TreeRows } from './tree-rows';

const family = () =>
  new TreeModel([
    node('home'),
    node('work'),
    node('scripts', 'work'),
    node('pipeline', 'work', { kind: 'database', rowCount: 186 }),
    node('draft', 'scripts'),
    node('final', 'scripts'),
  ]);
const at = (model: TreeModel, id: string) => model.indexOf(id);
const checks = (model: TreeModel) => Object.fromEntries(model.nodes.map((one, index) => [one.id, model.check(index)]));

describe('the tree of pages', () => {
  it('is laid out in reading order, whatever order the list has', () => {
    expect(family().nodes.map((one) => one.id)).toEqual(['home', 'work', 'scripts', 'draft', 'final', 'pipeline']);
  });

  it('says level, position and number of siblings for each row', () => {
    const model = family();
    const final = at(model, 'final');
    expect([model.depth[final], model.position[final], model.siblings[final]]).toEqual([2, 2, 2]);
  });

  it('shows a page whose parent is not shared at the top', () => {
    const model = new TreeModel([node('orphan', 'unseen')]);
    expect([model.depth[0], model.parent[0]]).toEqual([0, -1]);
  });

  it('unticking a page makes everything above it mixed', () => {
    const model = family();
    model.toggle(at(model, 'draft'));
    expect(checks(model)).toEqual({ home: 'on', work: 'mixed', scripts: 'mixed', draft: 'off', final: 'on', pipeline: 'on' });
  });

  it('ticking a partly ticked page ticks everything inside it', () => {
    const model = family();
    model.toggle(at(model, 'draft'));
    model.toggle(at(model, 'work'));
    expect(new Set(Object.values(checks(model)))).toEqual(new Set(['on']));
  });

  it('says a choice in as few marks as it needs', () => {
    const model = family();
    model.toggle(at(model, 'scripts'));
    model.toggle(at(model, 'final'));
    expect(model.selection()).toEqual({
      everything: true,
      marks: [
        { id: 'scripts', included: false },
        { id: 'final', included: true },
      ],
    });
  });

  it('select none and one tick is one mark', () => {
    const model = family();
    model.setAll(false);
    expect(model.nothingChosen).toBe(true);
    model.toggle(at(model, 'work'));
    expect(model.selection()).toEqual({ everything: false, marks: [{ id: 'work', included: true }] });
  });

  it('a choice survives a newer list, and what appeared inside a ticked page is ticked', () => {
    const model = family();
    model.toggle(at(model, 'scripts'));
    const newer = new TreeModel([
      ...model.nodes,
      node('new script', 'scripts', { included: false }),
      node('new work', 'work', { included: false }),
    ]);
    newer.apply(model.selection());
    expect(checks(newer)).toMatchObject({ 'new script': 'off', 'new work': 'on' });
  });

  it('counts pages and rows below a node', () => {
    const model = family();
    model.toggle(at(model, 'draft'));
    expect(model.amountBelow(at(model, 'work'))).toEqual({ chosen: 188, all: 189 });
    expect(model.amountBelow(at(model, 'pipeline'))).toEqual({ chosen: 186, all: 186 });
    expect(model.amountBelow(at(model, 'home'))).toEqual({ chosen: 0, all: 0 });
    expect(model.pages()).toBe(191);
  });

  it('counts the rows of a database with several tables once', () => {
    const model = new TreeModel([
      node('base', null, { kind: 'database', rowCount: 30 }),
      node('one', 'base', { kind: 'dataSource', rowCount: 10 }),
      node('two', 'base', { kind: 'dataSource', rowCount: 20 }),
    ]);
    expect(model.pages()).toBe(30);
  });
});

describe('the rows on the screen', () => {
  it('shows the top, and what is inside an open page', () => {
    const model = family();
    const rows = new TreeRows(model);
    const names = () => rows.list().map((index) => model.nodes[index].id);
    expect(names()).toEqual(['home', 'work']);
    rows.setOpen(at(model, 'work'), true);
    expect(names()).toEqual(['home', 'work', 'scripts', 'pipeline']);
    rows.openSiblings(at(model, 'scripts'));
    expect(names()).toEqual(['home', 'work', 'scripts', 'draft', 'final', 'pipeline']);
  });

  it('a filter keeps the way to every match, and leaving it brings back what was open', () => {
    const model = family();
    const rows = new TreeRows(model);
    rows.filter('DRAFT');
    expect(rows.list().map((index) => model.nodes[index].id)).toEqual(['work', 'scripts', 'draft']);
    expect(rows.matches).toHaveLength(1);
    rows.setOpen(at(model, 'scripts'), false);
    expect(rows.list()).toHaveLength(2);
    rows.filter('');
    expect(rows.list()).toHaveLength(2);
  });

  it('a match inside an unshown page is not hidden by a match above it', () => {
    const model = new TreeModel([node('plan'), node('year', 'plan'), node('plan b', 'year')]);
    const rows = new TreeRows(model);
    rows.filter('plan');
    expect(rows.list()).toHaveLength(3);
  });
});

describe('twenty thousand pages', () => {
  const many = wideTree(20_000);

  it('are filtered, ignoring case and accents, in less than 100 ms', () => {
    const rows = new TreeRows(new TreeModel(many));
    const begun = performance.now();
    rows.filter('resume 199');
    const shown = rows.list();
    expect(performance.now() - begun).toBeLessThan(100);
    expect(rows.matches.length).toBeGreaterThan(100);
    expect(shown.length).toBeGreaterThanOrEqual(rows.matches.length);
  });

  it('are ticked and counted in less than 100 ms', () => {
    const model = new TreeModel(many);
    const begun = performance.now();
    model.toggle(0);
    model.selection();
    expect(performance.now() - begun).toBeLessThan(100);
    expect(model.check(0)).toBe('off');
  });
});
