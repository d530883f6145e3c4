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
  await waitFor(() => expect(screen.queryAllByRole('option').length > 0 || screen.queryByText(/“/) !== null).toBe(true));
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
  ['importing', { scenario: 'importing' }, async (opened) => click(opened, 'log-show')],
  ['waiting', { scenario: 'waiting' }, () => heading('import-title')],
  ['stop', { scenario: 'importing' }, async (opened) => (await click(opened, 'run-stop'), screen.findByRole('dialog'))],
  ['set', { scenario: 'importing' }, async (opened) => (await click(opened, 'import-use'), heading('set-title'))],
  ['home', { scenario: 'done' }, () => screen.findByText(t('home-lately'))],
  ['hits', { scenario: 'done' }, (opened) => search(opened, 'glacier')],
  ['no hits', { scenario: 'done' }, (opened) => search(opened, 'zebra')],
  ['unfinished', { scenario: 'stopped' }, () => screen.findAllByRole('button', { name: t('run-go-on') })],
  ['signed out', { scenario: 'signedOut' }, () => screen.findAllByRole('button', { name: t('reconnect') })],
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
  [
    'database',
    { scenario: 'done' },
    async (opened) => (await search(opened, 'video pipeline'), await opened.user.keyboard('{Enter}'), screen.findByRole('table')),
  ],
  ['last import', { scenario: 'done' }, async (opened) => (await click(opened, 'strip-last-import'), heading('rail-activity'))],
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
