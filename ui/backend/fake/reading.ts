/** An invented page as the reader shows it. */
import type { PropertyValue, ReaderPage } from '../backend';
import type { FakePage, FakeWorkspace } from './workspace';

/** @param ago when something was, by how many hours have passed */
export function readPage(workspace: FakeWorkspace, page: FakePage, ago: (hours: number) => string): ReaderPage {
  const { id } = page.node;
  const isChecklist = page.properties.length > 0;
  const named = (...titles: string[]) => workspace.nodes.filter((node) => titles.includes(node.title));
  return {
    id,
    title: page.node.title,
    icon: page.node.icon,
    path: workspace.path(id).map((node) => workspace.ref(node)),
    html: page.html.replaceAll('why-glaciers-sing', named('Why glaciers sing')[0].id),
    properties: properties(workspace, page),
    tables: page.node.kind === 'page' ? [] : [{ id, title: page.node.title }],
    comments: isChecklist
      ? [
          { author: 'Tomas', time: ago(26), text: 'The long cable is in the blue case, not in the sound bag.' },
          { author: 'Ines', time: ago(25), text: 'Moved it. Thank you!' },
        ]
      : [],
    backlinks: isChecklist
      ? named('Why glaciers sing', 'Weekly, 13 November', 'Permits and who to call').map((node) => workspace.ref(node))
      : [],
    files: isChecklist
      ? [
          {
            name: 'Film permit.pdf',
            status: 'stored',
            size: 412_000,
            hash: 'c0ffee'.repeat(11).slice(0, 64),
            mime: 'application/pdf',
            reason: null,
          },
          {
            name: 'Tongue of the glacier from the hut.jpg',
            status: 'tooLarge',
            size: 48_200_000,
            hash: null,
            mime: null,
            reason: 'too_large',
          },
        ]
      : [],
    editedTime: page.node.editedTime,
    rememberedTime: ago(0.04),
    url: `https://www.notion.so/${id.replaceAll('-', '')}`,
    reach: page.node.title === 'Iceland, October: receipts' ? 'unreachable' : 'ok',
    notes: isChecklist ? ['One attachment is larger than you wanted and is not stored here.'] : [],
  };
}

function properties(workspace: FakeWorkspace, page: FakePage): ReaderPage['properties'] {
  return page.properties.map(({ name, text }) => {
    const related = name === 'For' ? workspace.nodes.filter((node) => node.title === text) : [];
    const pages = related.map((node) => workspace.ref(node));
    const value: PropertyValue =
      pages.length > 0
        ? { kind: 'pages', pages, total: pages.length }
        : name === 'Shoot'
          ? { kind: 'moment', start: '2026-11-24', end: '2026-11-25' }
          : { kind: 'text', text };
    return { name, text, value };
  });
}
