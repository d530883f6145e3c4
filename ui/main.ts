/** Starts the window: asks the core where things stand, and reads meanwhile what will show it. */
import './styles/app.css';
import { chooseBackend } from './backend/choose';

const begun = chooseBackend().then((backend) => ({
  backend,
  // Both at once: what is asked one after the other is waited for one after the other. A core that cannot be opened says so when it
  // is asked where things stand.
  told: Promise.all([backend.start(), backend.settings().catch(() => null)]),
}));
// Whoever shows the answer says what went wrong.
begun.then(({ told }) => told).catch(() => undefined);

const { show } = await import('./window');
await show(begun);
