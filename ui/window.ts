/**
 * The window's first view: words and theme, then where things stand as the core told it, or why it did not. The window itself is shown
 * once that is there, because an engine that is seen before it has anything to paint paints nothing first.
 */
import { mount } from 'svelte';
import App from './App.svelte';
import { asBackendError, type Backend, type SettingsShown, type StartState } from './backend';
import { chooseBackend } from './backend/choose';
import { firstView } from './backend/first-view';
import { tauriBackend } from './backend/tauri';
import { fetchLater } from './later.svelte';
import { applyLook } from './session/look.svelte';
import { speak } from './words';

const address = new URLSearchParams(location.search);
// The shell knows already what will be shown, so it is fetched first of all.
if (address.has('main')) void fetchLater();
speak([address.get('language') ?? '', ...navigator.languages].filter(Boolean));
if (navigator.vendor.startsWith('Apple') && navigator.platform.startsWith('Linux')) {
  document.documentElement.dataset.engine = 'webkitgtk';
}
const theme = address.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

/** Opens it. */
export async function open(): Promise<void> {
  const target = document.getElementById('app');
  if (target === null) throw new Error('index.html has no #app');
  const show = (backend: Backend, start: StartState, settings: SettingsShown | null) => {
    if (settings) applyLook(settings);
    mount(App, { target, props: { backend, start, settings } });
    showWindow(backend);
  };
  // A shell that cannot show it says so in its log, and shows it a little later all the same.
  const showWindow = (backend: Backend) => void backend.showWindow().catch(() => {});
  const handed = firstView();
  let backend: Backend | null = null;
  try {
    if (handed !== null && handed.start.connection === null) return show(tauriBackend, handed.start, handed.settings);
    backend = await chooseBackend();
    // A core that cannot be opened says so when it is asked where things stand.
    const [start, settings] = handed
      ? [handed.start, handed.settings]
      : await Promise.all([backend.start(), backend.settings().catch(() => null)]);
    if (start.connection !== null) await fetchLater();
    show(backend, start, settings);
  } catch (thrown) {
    const { Refused } = await fetchLater();
    mount(Refused, { target, props: { error: asBackendError(thrown), backend } });
    if (backend) showWindow(backend);
  }
}
