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
  /** The choice was opened from the main window, so that is where Back leads. */
  choosingAgain = $state(false);
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
    // An import that was stopped on purpose leaves something to read, not something to watch.
    else if (this.view === 'import') this.view = 'main';
    if (start.connection?.state === 'needsSignIn' && this.view === 'import') this.reconnect();
  }

  send(event: Event): void {
    this.view = next(this.view, event);
  }

  connected(connection: Connection): void {
    const again = this.connection?.id === connection.id && this.reconnecting;
    this.connection = connection;
    this.send(again ? 'signedInAgain' : 'connected');
    this.reconnecting = false;
    if (again) void this.goOn(connection.id);
  }

  /** What a refused key interrupted goes on with the new one. */
  private async goOn(connection: string): Promise<void> {
    if (this.run?.running) return;
    try {
      this.watch(await this.backend.syncNow(connection));
    } catch {
      // The strip says what is wrong, and offers the same again.
    }
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

  chooseAgain(): void {
    this.choosingAgain = true;
    this.send('chooseAsked');
  }

  leaveChoosing(): void {
    this.send(this.choosingAgain ? 'leave' : 'back');
    this.choosingAgain = false;
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
