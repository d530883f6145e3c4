/** Starts the window: words, theme, backend, then the first view. */
import './styles/app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { asBackendError, chooseBackend } from './backend';
import Refused from './Refused.svelte';
import { applyLook } from './session/look.svelte';
import { speak } from './words';

const address = new URLSearchParams(location.search);
speak([address.get('language') ?? '', ...navigator.languages].filter(Boolean));
const theme = address.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
try {
  const backend = await chooseBackend();
  // A core that cannot be opened says so when it is asked where things stand.
  await backend.settings().then(applyLook, () => undefined);
  mount(App, { target, props: { backend, start: await backend.start() } });
} catch (thrown) {
  mount(Refused, { target, props: { error: asBackendError(thrown) } });
}
