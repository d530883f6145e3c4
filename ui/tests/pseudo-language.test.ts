import { screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { announcer } from '../announce/announce.svelte';
import { BackendError } from '../backend';
import { speak, t } from '../words';
import { foreignWords } from './foreign-words';
import { button, openWindow, press } from './window';

type Opened = Awaited<ReturnType<typeof openWindow>>;
const language = 'en-XA';

const heading = (id: string, values = {}) => screen.findByRole('heading', { level: 1, name: t(id, values) });
const click = (opened: Opened, id: string, values = {}) =>
  opened.user.click(screen.getAllByRole('button', { name: t(id, values) })[0]);
const search = async ({ user }: Opened, words: string) => {
  await user.type(await screen.findByRole('combobox'), words);
  // What was opened and edited lately is listed before, as options too.
  const [first] = words.split(' ');
  const found = () => screen.queryAllByRole('option')[0]?.textContent?.toLowerCase().includes(first);
  await waitFor(() => expect(found() || screen.queryByText(/“/) !== null).toBe(true));
};

const section = async ({ user }: Opened, id: string) =>
  user.click(await screen.findByRole('button', { name: new RegExp(`^${t(id)}`) }));
const tab = async ({ user }: Opened, id: string) => user.click(await screen.findByRole('tab', { name: new RegExp(`^${t(id)}`) }));
const records = async (opened: Opened, look: string) => (await section(opened, 'rail-records'), tab(opened, look));
const activity = async (opened: Opened, look: string) => (await section(opened, 'rail-activity'), tab(opened, look));
const decision = async (opened: Opened, title: RegExp) => {
  await activity(opened, 'activity-decisions');
  await opened.user.click(await screen.findByRole('option', { name: title }));
  await screen.findAllByRole('heading', { level: 2 });
};
const preview = async (opened: Opened, way: string, place: RegExp) => {
  await section(opened, 'rail-records');
  await opened.user.click(await screen.findByRole('button', { name: t(way) }));
  await opened.user.click((await screen.findAllByRole('option', { name: place }))[0]);
  await opened.user.click(screen.getByRole('button', { name: t('preview-look') }));
};

const pageMenu = async (opened: Opened, item: string) => {
  await search(opened, 'glacier shoot checklist');
  await opened.user.keyboard('{Enter}');
  await screen.findByText(t('reader-properties'));
  screen.getByRole('button', { name: t('page-menu') }).focus();
  await opened.user.keyboard('{Enter}');
  await opened.user.click(await screen.findByRole('menuitem', { name: t(item) }));
};
const versions = async (opened: Opened, look: string) => {
  await pageMenu(opened, 'page-versions');
  await tab(opened, look);
  await screen.findByText(t('versions-kept'), { exact: false });
};
const filters = async (opened: Opened) => {
  await search(opened, 'zebra');
  for (const filter of ['filter-row', 'filter-week', 'filter-files', 'filter-titles']) {
    screen.getByRole('button', { name: t('filter-add') }).focus();
    await opened.user.keyboard('{Enter}');
    await opened.user.click(await screen.findByRole('menuitem', { name: t(filter) }));
  }
  await screen.findByText(t('search-without-filters'));
};

const settings = async (opened: Opened) => {
  await screen.findByRole('combobox');
  await press(document.body, ',', { ctrlKey: true });
  await heading('settings');
  await screen.findByText(t('settings-sealed-why'));
  await screen.findByRole('switch', { name: t('settings-login') });
  return opened;
};
const database = async (opened: Opened) => {
  await search(opened, 'video pipeline');
  await opened.user.keyboard('{Enter}');
  await screen.findByRole('grid');
};
const choosing = async (opened: Opened) => {
  await settings(opened);
  await click(opened, 'runs-choose');
  await heading('choose-title');
  await screen.findAllByRole('treeitem');
};
const signedIn = async (opened: Opened) => {
  await click(opened, 'welcome-connect');
  await screen.findByRole('button', { name: t('sign-in-begin') });
  await click(opened, 'sign-in-begin');
  await screen.findByRole('heading', { level: 2, name: t('sign-in-waiting') });
  opened.backend.comeBack();
  await heading('sign-in-connected-title', { workspace: 'Fernhill Studio' });
};

/** Every view and dialog, and how one gets there. */
const views: [string, Parameters<typeof openWindow>[0], (opened: Opened) => Promise<unknown>][] = [
  ['welcome', {}, () => heading('welcome-title')],
  ['help', {}, async (opened) => (await click(opened, 'help-open'), screen.findByRole('dialog'))],
  ['connect', {}, async (opened) => (await click(opened, 'welcome-connect'), heading('connect-title'))],
  [
    'a wrong secret',
    {},
    async (opened) => {
      await click(opened, 'welcome-connect');
      await opened.user.type(screen.getByLabelText(t('connect-secret')), 'sec-1');
      await screen.findByRole('alert', { name: '' });
    },
  ],
  [
    'another workspace',
    { scenario: 'signedOut' },
    async (opened) => {
      await screen.findByRole('combobox');
      await waitFor(() => click(opened, 'reconnect'));
      await opened.user.click(screen.getByLabelText(t('connect-secret')));
      await opened.user.paste('ntn_other_0000000000');
      await waitFor(() => click(opened, 'other-replace'));
      await screen.findByRole('dialog');
    },
  ],
  [
    'choose',
    {},
    async (opened) => {
      await click(opened, 'welcome-sample');
      await screen.findAllByRole('treeitem');
      await opened.user.click(button(new RegExp(`^${t('choose-options')}`)));
    },
  ],
  ['share', { scenario: 'unshared' }, async (opened) => (await click(opened, 'welcome-sample'), heading('share-title'))],
  [
    'the sign-in that is waited for',
    { service: true },
    async (opened) => {
      await click(opened, 'welcome-connect');
      await screen.findByRole('button', { name: t('sign-in-begin') });
      await click(opened, 'sign-in-begin');
      await screen.findByRole('heading', { level: 2, name: t('sign-in-waiting') });
    },
  ],
  ['a sign-in that came back', { service: true }, (opened) => signedIn(opened)],
  [
    'a sign-in in which nothing was ticked',
    { service: true, scenario: 'unshared' },
    async (opened) => {
      await signedIn(opened);
      await click(opened, 'continue');
      await heading('share-unticked-title');
    },
  ],
  [
    'a sign-in with one’s own connection',
    {},
    async (opened) => {
      await click(opened, 'welcome-connect');
      await opened.user.click(screen.getAllByRole('radio')[0]!);
      await screen.findByLabelText(t('sign-in-client-secret'));
    },
  ],
  [
    'a refused link',
    {},
    async (opened) => {
      await waitFor(() => (opened.backend.refuseLink('notOurs'), screen.getByText(t('link-not-ours'), { selector: '.toast *' })));
    },
  ],
  ['closing', { scenario: 'synced', closing: true }, () => screen.findByRole('dialog', { name: t('closing-title') })],
  ['settings', { scenario: 'done' }, (opened) => settings(opened)],
  [
    'settings that are searched for in vain',
    { scenario: 'done' },
    async (opened) => {
      await settings(opened);
      await opened.user.type(screen.getByRole('searchbox'), 'zebra');
      await screen.findByText(t('settings-none', { words: 'zebra' }));
    },
  ],
  [
    'diagnostics',
    { scenario: 'done' },
    async (opened) => (await settings(opened), await click(opened, 'settings-do-diagnostics'), screen.findByRole('dialog')),
  ],
  [
    'resetting',
    { scenario: 'done' },
    async (opened) => (await settings(opened), await click(opened, 'settings-do-reset'), screen.findByRole('dialog')),
  ],
  [
    'deleting everything',
    { scenario: 'done' },
    async (opened) => (await settings(opened), await click(opened, 'settings-do-delete'), screen.findByRole('dialog')),
  ],
  [
    'deleting what is left',
    {},
    async (opened) => {
      await opened.backend.forgetWorkspace((await opened.backend.connectToken('ntn_other_0000000000')).id);
      await press(document.body, ',', { ctrlKey: true });
      await heading('settings');
      await screen.findByText(t('settings-sealed-why'));
      await click(opened, 'settings-do-delete');
      await screen.findByText(t('leave-left-forgotten', { count: 1 }));
    },
  ],
  [
    'what leaves with the choice',
    { scenario: 'records' },
    async (opened) => {
      await choosing(opened);
      await opened.user.click(await screen.findByRole('treeitem', { name: /Finance/ }));
      await click(opened, 'choose-save');
      await screen.findByRole('dialog');
    },
  ],
  [
    'linked, not shared',
    { scenario: 'done' },
    async (opened) => {
      await choosing(opened);
      await opened.user.click(await screen.findByRole('button', { name: t('choose-not-shared-show') }));
      await screen.findAllByRole('button', { name: new RegExp(t('not-shared-open').slice(0, 4)) });
    },
  ],
  ['importing', { scenario: 'importing' }, async (opened) => click(opened, 'log-show')],
  ['waiting', { scenario: 'waiting' }, () => heading('import-title')],
  ['little space', { scenario: 'littleSpace' }, () => screen.findByText(t('run-little-space-why'))],
  ['stop', { scenario: 'importing' }, async (opened) => (await click(opened, 'run-stop'), screen.findByRole('dialog'))],
  ['set', { scenario: 'importing' }, async (opened) => (await click(opened, 'import-use'), heading('set-title'))],
  ['home', { scenario: 'done' }, () => screen.findByText(t('home-lately'))],
  ['hits', { scenario: 'done' }, (opened) => search(opened, 'glacier')],
  ['no hits', { scenario: 'done' }, (opened) => search(opened, 'zebra')],
  ['unfinished', { scenario: 'stopped' }, () => screen.findAllByRole('button', { name: t('run-go-on') })],
  ['signed out', { scenario: 'signedOut' }, () => screen.findAllByRole('button', { name: t('reconnect') })],
  ['trouble', { scenario: 'trouble' }, () => screen.findByText(t('strip-trouble'))],
  ['locked', { scenario: 'locked' }, () => screen.findByText(t('strip-keychain'))],
  ['offline', { scenario: 'offline' }, () => screen.findByText(t('strip-offline'))],
  [
    'reader',
    { scenario: 'done' },
    async (opened) => (
      await search(opened, 'glacier shoot checklist'),
      await opened.user.keyboard('{Enter}'),
      screen.findByText(t('reader-properties'))
    ),
  ],
  ['versions', { scenario: 'done' }, (opened) => versions(opened, 'versions-changed')],
  [
    'forgetting',
    { scenario: 'done' },
    async (opened) => (await pageMenu(opened, 'page-forget'), screen.findByText(t('forget-later'))),
  ],
  ['filters', { scenario: 'done' }, filters],
  [
    'not shared',
    { scenario: 'done' },
    async (opened) => (
      await search(opened, 'receipts'),
      await opened.user.keyboard('{Enter}'),
      screen.findByText(t('not-shared-keep'))
    ),
  ],
  ['database', { scenario: 'done' }, (opened) => database(opened)],
  [
    'the board of a database',
    { scenario: 'done' },
    async (opened) => {
      await database(opened);
      await opened.user.click(screen.getByRole('tab', { name: t('database-board') }));
      await screen.findAllByRole('list');
    },
  ],
  [
    'the filter of a database',
    { scenario: 'done' },
    async (opened) => {
      await database(opened);
      await opened.user.click(screen.getByRole('button', { name: t('database-filter') }));
      await screen.findAllByRole('combobox');
    },
  ],
  ['last run', { scenario: 'done' }, async (opened) => (await click(opened, 'strip-last-run'), heading('rail-activity'))],
  ['no profile', { scenario: 'done' }, async (opened) => (await section(opened, 'rail-records'), heading('profile-none'))],
  [
    'a profile to be created',
    { scenario: 'done' },
    async (opened) => (await preview(opened, 'profile-create', /Production/), screen.findByText(t('preview-made'))),
  ],
  [
    'a profile that does not fit',
    { scenario: 'done' },
    async (opened) => (await preview(opened, 'profile-attach', /Contacts/), screen.findByText(t('preview-unfit'))),
  ],
  [
    'board',
    { scenario: 'records' },
    async (opened) => (await records(opened, 'records-board'), screen.findByRole('button', { name: /^Why glaciers sing/ })),
  ],
  [
    'table',
    { scenario: 'records' },
    async (opened) => (await records(opened, 'records-table'), screen.findAllByRole('gridcell')),
  ],
  [
    'the choice of a status',
    { scenario: 'records' },
    async (opened) => {
      await records(opened, 'records-table');
      await screen.findAllByRole('gridcell');
      await opened.user.click(document.querySelector('[data-row="0"] [data-column="2"]')!);
      await opened.user.click(await screen.findByRole('menuitemradio', { name: 'Archived' }));
      await screen.findByRole('dialog');
    },
  ],
  [
    'inbox',
    { scenario: 'records' },
    async (opened) => (await records(opened, 'records-inbox'), screen.findByRole('heading', { level: 2 })),
  ],
  [
    'record',
    { scenario: 'records' },
    async (opened) => {
      await records(opened, 'records-board');
      await opened.user.click(await screen.findByRole('button', { name: /^Why glaciers sing/ }));
      await waitFor(() => expect(document.querySelector('ol ins')).not.toBeNull());
    },
  ],
  [
    'rules',
    { scenario: 'records' },
    async (opened) => {
      await section(opened, 'rail-records');
      await opened.user.click(await screen.findByRole('button', { name: t('records-rules') }));
      await heading('rules-title');
    },
  ],
  ['runs', { scenario: 'records' }, (opened) => activity(opened, 'activity-overview')],
  ['conflict', { scenario: 'records' }, (opened) => decision(opened, /^Holidays/)],
  [
    'several conflicts',
    { scenario: 'records' },
    async (opened) => {
      await decision(opened, /^Holidays/);
      await opened.user.click(screen.getByRole('button', { name: t('decide-all') }));
      await screen.findByRole('dialog');
    },
  ],
  ['conflict in the trash', { scenario: 'records' }, (opened) => decision(opened, /receipts/)],
  [
    'result by hand',
    { scenario: 'records' },
    async (opened) => {
      await decision(opened, /^Holidays/);
      await opened.user.click(await screen.findByRole('button', { name: t('conflict-edit') }));
      await screen.findAllByRole('textbox');
    },
  ],
  ['brake', { scenario: 'records' }, (opened) => decision(opened, new RegExp(t('brake-short-here').slice(0, 12)))],
  ['parked', { scenario: 'records' }, (opened) => decision(opened, /owls/)],
  ['waiting', { scenario: 'records' }, (opened) => decision(opened, new RegExp(t('waiting-short').slice(0, 8)))],
  [
    'alerts',
    { scenario: 'records' },
    async (opened) => (await activity(opened, 'activity-alerts'), screen.findAllByRole('listitem')),
  ],
  [
    'workspace menu',
    { scenario: 'done' },
    async (opened) => (
      await opened.user.click(button(new RegExp(`^${t('menu-of')}`))),
      await opened.user.click(await screen.findByRole('menuitem', { name: t('menu-disconnect') })),
      screen.findByRole('dialog')
    ),
  ],
  [
    'a message',
    { scenario: 'done' },
    async (opened) => {
      vi.spyOn(opened.backend, 'syncNow').mockRejectedValue(new BackendError('offline', { host: 'x' }));
      await screen.findByText(t('strip-up-to-date'));
      await press(document.body, 'r', { ctrlKey: true });
      await screen.findByRole('button', { name: t('toast-dismiss') });
    },
  ],
];

describe('in a pseudo-language', () => {
  beforeEach(() => {
    speak([language]);
    for (const toast of announcer.toasts) announcer.dismiss(toast.id);
  });

  it.each(views)('every word of %s is from the catalogue', async (_, options, walk) => {
    const opened = await openWindow(options);
    await walk(opened);
    expect(foreignWords(document.body)).toEqual([]);
  });

  it('a word that is not is found, in a text and in what is only heard', () => {
    const place = document.createElement('div');
    const title = 'Somebody’s title';
    place.innerHTML = `<p title="${title}">${t('welcome-sample')}</p><p aria-label="Menu">Open</p><p dir="auto">${title}</p>`;
    expect(foreignWords(place)).toEqual(['Open', 'aria-label=Menu']);
  });
});
