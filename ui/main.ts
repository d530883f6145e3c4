/** Starts the window: words, theme, backend, then the first view. */
import './styles/app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { asBackendError, chooseBackend, type Backend } from './backend';
import { fetchMainWindow } from './library/main-window';
import Refused from './Refused.svelte';
import { applyLook } from './session/look.svelte';
import { speak } from './words';

const address = new URLSearchParams(location.search);
// The shell knows already what will be shown, so it is fetched while the core is asked.
if (address.has('main')) void fetchMainWindow();
speak([address.get('language') ?? '', ...navigator.languages].filter(Boolean));
const theme = address.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
let backend: Backend | null = null;
try {
  backend = await chooseBackend();
  // Both at once: what is asked one after the other is waited for one after the other. A core that cannot be opened says so when
  // it is asked where things stand.
  const [start] = await Promise.all([backend.start(), backend.settings().then(applyLook, () => undefined)]);
  performance.mark('core-answered');
  if (start.connection !== null) await fetchMainWindow();
  mount(App, { target, props: { backend, start } });
  performance.mark('mounted');
} catch (thrown) {
  mount(Refused, { target, props: { error: asBackendError(thrown), backend } });
}
