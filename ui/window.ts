/** The window's first view: words and theme, then where things stand as the core told it, or why it did not. */
import { mount } from 'svelte';
import App from './App.svelte';
import { asBackendError, type Backend, type SettingsShown, type StartState } from './backend';
import { fetchMainWindow } from './library/main-window';
import Refused from './Refused.svelte';
import { applyLook } from './session/look.svelte';
import { speak } from './words';

export interface Begun {
  backend: Backend;
  told: Promise<[StartState, SettingsShown | null]>;
}

const address = new URLSearchParams(location.search);
// The shell knows already what will be shown, so it is fetched while the core is asked.
if (address.has('main')) void fetchMainWindow();
speak([address.get('language') ?? '', ...navigator.languages].filter(Boolean));
const theme = address.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

/** Shows it, as soon as it has been told. */
export async function show(begun: Promise<Begun>): Promise<void> {
  const target = document.getElementById('app');
  if (target === null) throw new Error('index.html has no #app');
  let backend: Backend | null = null;
  try {
    const asked = await begun;
    backend = asked.backend;
    const [start, settings] = await asked.told;
    if (settings) applyLook(settings);
    if (start.connection !== null) await fetchMainWindow();
    mount(App, { target, props: { backend, start } });
  } catch (thrown) {
    mount(Refused, { target, props: { error: asBackendError(thrown), backend } });
  }
}
