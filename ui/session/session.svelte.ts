/**
 * What the window is doing: the view, the connection, the run it watches and the way back.
 *
 * Leaves out what is remembered (asked for by query where it is shown) and all wording.
 */
import { getContext, setContext } from 'svelte';
import type { Backend, Connection, SecretStore, StartState } from '../backend';
import { next, resume, type Event, type View } from '../flow/onboarding';
import { RunWatch } from '../import/run-watch.svelte';

/** A place in the main window. */
export type Place = { at: 'search' } | { at: 'page'; id: string } | { at: 'runs' };

export class Session {
  view = $state<View>('welcome');
  connection = $state.raw<Connection | null>(null);
  run = $state.raw<RunWatch | null>(null);
  helpOpen = $state(false);
  reconnecting = $state(false);
  /** What is typed into the search, kept while a page is open. */
  query = $state('');
  place = $state.raw<Place>({ at: 'search' });
  recent = $state.raw<{ id: string; title: string; icon: string | null }[]>([]);
  readonly version: string;
  readonly secretStore: SecretStore;
  private way = $state.raw<Place[]>([]);

  constructor(
    readonly backend: Backend,
    start: StartState,
    private readonly elapsed: () => number,
  ) {
    this.version = start.version;
    this.secretStore = start.secretStore;
    this.connection = start.connection;
    this.view = resume(start.onboarding);
    if (start.activeRun !== null) this.watch(start.activeRun);
    if (start.connection?.state === 'needsSignIn' && this.view !== 'main') this.send('signInNeeded');
  }

  send(event: Event): void {
    this.view = next(this.view, event);
  }

  connected(connection: Connection): void {
    const again = this.connection?.id === connection.id && this.reconnecting;
    this.connection = connection;
    this.send(again ? 'signedInAgain' : 'connected');
    this.reconnecting = false;
  }

  /** Asks for the token again without leaving what is remembered. */
  reconnect(): void {
    this.reconnecting = true;
    this.send('signInNeeded');
  }

  /** Back to what is remembered; syncing stays paused. */
  leaveReconnecting(): void {
    this.reconnecting = false;
    this.send('signedInAgain');
  }

  watch(run: string): RunWatch {
    this.run = new RunWatch(this.backend, run, this.elapsed);
    this.run.begin();
    return this.run;
  }

  get canGoBack(): boolean {
    return this.way.length > 0;
  }

  go(place: Place): void {
    this.way = [...this.way, this.place].slice(-50);
    this.place = place;
  }

  openPage(id: string): void {
    if (this.place.at === 'page' && this.place.id === id) return;
    this.go({ at: 'page', id });
  }

  openSearch(): void {
    if (this.place.at !== 'search') this.go({ at: 'search' });
  }

  back(): void {
    this.place = this.way.at(-1) ?? { at: 'search' };
    this.way = this.way.slice(0, -1);
  }

  remember(page: { id: string; title: string; icon: string | null }): void {
    this.recent = [page, ...this.recent.filter((one) => one.id !== page.id)].slice(0, 6);
  }
}

const key = Symbol('session');
export const provideSession = (session: Session): Session => setContext(key, session);
export const useSession = (): Session => getContext<Session>(key);
