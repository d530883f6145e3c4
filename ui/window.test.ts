import { FluentBundle, FluentResource } from '@fluent/bundle';
import { screen } from '@testing-library/svelte';
import type * as Svelte from 'svelte';
import { unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeBackend } from './backend/fake';
import type { Scenario } from './backend/fake/options';
import { BackendError, type Backend } from './backend';
import { fetchLater } from './later.svelte';
import { open } from './window';
import firstWords from '../locales/en/welcome.ftl?raw';
import { t } from './words';

const core = vi.hoisted(() => ({ backend: null as Backend | null }));

vi.mock('./backend/tauri', () => ({
  get tauriBackend() {
    return core.backend;
  },
}));
vi.mock('./backend/choose', () => ({ chooseBackend: () => Promise.resolve(core.backend) }));
vi.mock('svelte', async (original) => {
  const svelte = await original<typeof Svelte>();
  const mount: typeof svelte.mount = (...of) => {
    const mounted = svelte.mount(...of);
    shown.push(mounted);
    return mounted;
  };
  return { ...svelte, mount };
});

const shown = vi.hoisted(() => [] as Record<string, unknown>[]);
let asked: string[] = [];
/** What the page had when the window was to be shown. */
let shownWith: string[] = [];

/** A core that writes down what it is asked; one that is silent answers nothing. */
async function begin(scenario: Scenario, { silent = false, handed = true } = {}) {
  const fake = new FakeBackend({ scenario });
  if (handed) window.__KEEPSAKE_FIRST_VIEW__ = { start: await fake.start(), settings: await fake.settings() };
  core.backend = new Proxy<Backend>(fake, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...of: unknown[]): unknown => {
        asked.push(String(name));
        if (name === 'showWindow') shownWith.push(document.body.textContent);
        return silent ? new Promise(() => {}) : Reflect.apply(member, target, of);
      };
    },
  });
}

beforeEach(async () => {
  [asked, shownWith] = [[], []];
  vi.stubGlobal('PerformanceNavigationTiming', class {});
  document.body.innerHTML = '<div id="app"></div>';
  // An engine has it before the page counts as loaded; here it takes longer than any test.
  await fetchLater();
});
afterEach(async () => {
  await Promise.all(shown.splice(0).map((one) => unmount(one)));
  delete window.__KEEPSAKE_FIRST_VIEW__;
  vi.unstubAllGlobals();
});

it('shows the first screen before the core has answered anything', async () => {
  await begin('fresh', { silent: true });
  const opened = open();
  expect(screen.getByRole('heading', { level: 1, name: t('welcome-title') })).toBeVisible();
  await opened;
});

it('shows the memory before the core has answered anything', async () => {
  await begin('done', { silent: true });
  await open();
  expect(await screen.findByRole('combobox', { name: 'Search your memory' })).toBeVisible();
});

it.each([
  ['the first screen', 'fresh', { handed: true }, 'Your Notion, remembered'],
  ['the first screen that had to be asked for', 'fresh', { handed: false }, 'Your Notion, remembered'],
  ['the memory', 'done', { handed: true }, 'Fernhill Studio'],
] as const)('is shown once, when %s is in it', async (_, scenario, how, words) => {
  await begin(scenario, how);
  await open();
  expect(shownWith).toEqual([expect.stringContaining(words)]);
});

it('is shown with the reason when the core cannot be opened', async () => {
  await begin('fresh', { handed: false });
  vi.spyOn(FakeBackend.prototype, 'start').mockRejectedValue(new BackendError('store_newer', {}));
  await open();
  expect(shownWith).toEqual([expect.stringContaining(t('refused-title'))]);
});

// What changes by itself, and what only a view of its own shows. Whatever else is asked delays the first look: hand it over instead.
const heard = ['hearChanges', 'hearWishes', 'showWindow', 'watchRefusedLinks'];
it.each([
  ['fresh', ['dataPlace']],
  ['done', ['attention', 'connections', 'recent', 'status']],
] as const)('asks once for what the first look at %s needs, and not where things stand', async (scenario, needed) => {
  await begin(scenario);
  await open();
  await vi.waitFor(() => expect(asked).toContain('hearChanges'));
  expect(asked.toSorted()).toEqual([...needed, ...heard].toSorted());
});

it('asks where things stand when nothing was handed over', async () => {
  await begin('fresh', { handed: false });
  await open();
  expect(asked.slice(0, 2).sort()).toEqual(['settings', 'start']);
});

it('says everything on the first screen in the words that are read before all others', async () => {
  const said = vi.spyOn(FluentBundle.prototype, 'getMessage');
  await begin('fresh', { silent: true });
  await open();
  expect(said).toHaveBeenCalled();
  const first = new Set(new FluentResource(firstWords).body.map(({ id }) => id));
  expect(said.mock.calls.map(([id]) => id).filter((id) => !first.has(id))).toEqual([]);
});
