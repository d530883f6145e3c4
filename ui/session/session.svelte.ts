/**
 * What the window is doing: the view, the workspace it shows, the run it watches and the way back.
 *
 * Leaves out what is remembered (asked for by query where it is shown) and all wording.
 */
import { getContext, setContext } from 'svelte';
import type { Backend, Connection, Deleted, Left, StartState } from '../backend';
import { next, resume, type Event, type View } from '../flow/onboarding';
import { noFilter, type Filter } from '../flow/search-filter';
import { RunWatch } from '../import/run-watch.svelte';
import { RecordsDesk } from '../records/desk.svelte';

/** A place in the main window. */
export type Place =
  | { at: 'search' }
  | { at: 'page'; id: string }
  | { at: 'versions'; id: string }
  | { at: 'records' }
  | { at: 'record'; id: string }
  | { at: 'profile' }
  | { at: 'activity'; tab: ActivityTab }
  | { at: 'settings'; section?: SettingsSection };

export type SettingsSection =
  'connections' | 'syncing' | 'appearance' | 'notifications' | 'language' | 'privacy' | 'updates' | 'advanced';

export type ActivityTab = 'runs' | 'decisions' | 'alerts';

/** Why the window asks for a key: the first one, one that Notion refused, or one of a further workspace. */
export type Connecting = 'first' | 'again' | 'another';

/** For whom the passphrase is asked, nobody while somebody connects, and what goes on once the keys are unlocked. */
export interface PassphraseQuestion {
  connection: string | null;
  then: () => unknown;
}

export class Session {
  view = $state<View>('welcome');
  connection = $state.raw<Connection | null>(null);
  run = $state.raw<RunWatch | null>(null);
  helpOpen = $state(false);
  /** What can be set, over a step of the first run. */
  earlySettings = $state(false);
  /** Somebody wants to close the window, and is asked what that means. */
  closingAsked = $state(false);
  /** The keys lie under a passphrase, and the person is asked for it. */
  passphraseAsked = $state.raw<PassphraseQuestion | null>(null);
  connecting = $state<Connecting>('first');
  /** The browser is opened at once when a key is asked for. */
  signsInAtOnce = false;
  /** A connection through which nothing was to be seen, while another sign-in may take its place. */
  unticked: string | null = null;
  /** The choice was opened from the main window, so that is where Back leads. */
  choosingAgain = $state(false);
  /** What is typed into the search, kept while a page is open. */
  query = $state('');
  /** What narrows the search down, kept as long. */
  filter = $state.raw<Filter>(noFilter);
  place = $state.raw<Place>({ at: 'search' });
  desk = $state.raw(new RecordsDesk());
  recent = $state.raw<{ id: string; title: string; icon: string | null }[]>([]);
  /** Pages that Notion does not share any more and whose copy is kept: they are not asked about again. */
  kept = $state.raw<string[]>([]);
  readonly version: string;
  private way = $state.raw<Place[]>([]);
  /** Another workspace, to go back to from the first steps of this one. */
  private elsewhere: string | null = null;
  /** Search and reader have their room: the window opened with it, or has been given it. */
  private hasRoom: boolean;

  constructor(
    readonly backend: Backend,
    start: StartState,
    private readonly elapsed: () => number,
  ) {
    this.version = start.version;
    this.hasRoom = start.onboarding === 'done';
    this.begin(start);
  }

  private begin(start: StartState): void {
    this.connection = start.connection;
    this.unticked = null;
    this.run = null;
    this.earlySettings = false;
    this.view = resume(start.onboarding);
    this.connecting = 'first';
    if (start.activeRun !== null) this.watch(start.activeRun);
    // An import that was stopped on purpose leaves something to read, not something to watch.
    else if (this.view === 'import') this.view = 'main';
    if (start.connection?.state === 'needsSignIn' && this.view === 'import') this.reconnect();
    this.makeRoom();
    if (this.view === 'main') this.elsewhere = this.connection?.id ?? null;
  }

  /** The workspace that Back leads to from the first steps of this one; nothing where it leads to the beginning. */
  private async findElsewhere(): Promise<string | null> {
    if (this.elsewhere !== null) return this.elsewhere === this.connection?.id ? null : this.elsewhere;
    try {
      const others = (await this.backend.connections()).filter(({ id }) => id !== this.connection?.id);
      return others.at(-1)?.id ?? null;
    } catch {
      return null;
    }
  }

  send(event: Event): void {
    this.earlySettings = false;
    this.view = next(this.view, event);
    this.makeRoom();
    this.noteInUse();
  }

  /** The next start shows the memory, too, and not the import once more. */
  private noteInUse(): void {
    if (this.view !== 'main' || this.connection === null || !this.run?.running) return;
    this.backend.noteInUse(this.connection.id).catch(() => undefined);
  }

  private makeRoom(): void {
    if (this.hasRoom || this.view !== 'main') return;
    this.hasRoom = true;
    // Without it everything is narrower and nothing is missing.
    this.backend.makeRoom().catch(() => undefined);
  }

  /** Shows another workspace, as far as its first run has come. */
  async show(connection: string): Promise<void> {
    const start = await this.backend.showConnection(connection);
    if (connection !== this.connection?.id) this.forgetWay();
    this.choosingAgain = false;
    this.begin(start);
  }

  /**
   * Ends a connection; with `remove` nothing of it stays. Then the workspace that is left is shown, or the beginning. Answers
   * with what is left of its access and its key.
   */
  async disconnect(connection: string, remove: boolean, leaveKeys = false): Promise<Left> {
    const left = await this.backend.disconnect(connection, remove, leaveKeys);
    await this.showWhatIsLeft(connection, remove);
    return left;
  }

  /** Puts a workspace aside. Then the workspace that is left is shown, or the beginning. */
  async forget(connection: string, leaveKeys = false): Promise<Left> {
    const left = await this.backend.forgetWorkspace(connection, leaveKeys);
    await this.showWhatIsLeft(connection, true);
    return left;
  }

  /** The end of everything, and the beginning. */
  async deleteEverything(leaveKeys = false): Promise<Deleted> {
    const deleted = await this.backend.deleteEverything(leaveKeys);
    this.elsewhere = null;
    this.forgetWay();
    this.begin(await this.backend.start());
    return deleted;
  }

  private async showWhatIsLeft(connection: string, remove: boolean): Promise<void> {
    if (!remove) return this.show(connection);
    const others = await this.backend.connections();
    const next = others.at(-1);
    this.elsewhere = null;
    if (next) return this.show(next.id);
    this.forgetWay();
    this.begin(await this.backend.start());
  }

  /** What was typed and opened belongs to the workspace it was done in. */
  private forgetWay(): void {
    this.query = '';
    this.filter = noFilter;
    this.desk = new RecordsDesk();
    this.place = { at: 'search' };
    this.way = [];
    this.recent = [];
  }

  /** The key of the workspace on show works again: what a refused one interrupted goes on. */
  async signedInAgain(connection: Connection): Promise<void> {
    this.connection = connection;
    this.leaveConnecting();
    if (this.run?.running) return;
    try {
      const { state } = await this.backend.status(connection.id);
      this.watch(await (state === 'unfinished' ? this.backend.importAgain(connection.id) : this.backend.syncNow(connection.id)));
    } catch {
      // The strip says what is wrong, and offers the same again.
    }
  }

  /** Goes on with an import that did not come to its end, or tries again what it could not get. */
  async importAgain(): Promise<void> {
    if (this.connection === null || this.run?.running) return;
    this.watch(await this.backend.importAgain(this.connection.id));
  }

  /** Watches a run that something else started, a terminal for example. */
  async follow(): Promise<void> {
    const { connection } = this;
    if (connection === null) return;
    try {
      const { activeRun } = await this.backend.showConnection(connection.id);
      if (activeRun !== null && this.connection === connection && !this.run?.running) this.watch(activeRun);
    } catch {
      // The strip still says that it is under way.
    }
  }

  /**
   * Shows a workspace where it stands, before something is done with it as a whole: not in a step of something else that the
   * settings lie over. The step that is wanted stays as it is.
   */
  async leaveStepFor(connection: string, wanted: 'choose' | Connecting): Promise<void> {
    const isWanted = wanted === 'choose' ? this.view === 'choose' : this.view === 'connect' && this.connecting === wanted;
    if (connection === this.connection?.id && (this.view === 'main' || isWanted)) return;
    await this.show(connection);
  }

  /** Asks for the key again without leaving what is remembered; the sample has none and is just opened again. */
  reconnect(): void {
    if (this.connection?.kind === 'sample') {
      void this.openSample();
      return;
    }
    // Where nothing is remembered yet, that is the step before.
    const isFirst = this.view === 'choose' || this.view === 'share';
    this.connecting = isFirst ? 'first' : 'again';
    this.send(isFirst ? 'back' : 'connectAsked');
  }

  private async openSample(): Promise<void> {
    try {
      await this.show((await this.backend.connectSample()).id);
    } catch {
      // The strip still says that it is not synced, and offers the same again.
    }
  }

  /** Back to the sign-in, which shows Notion's window once more. */
  signInAgain(): void {
    this.signsInAtOnce = true;
    this.unticked = this.connection?.id ?? null;
    this.send('back');
  }

  /** Asks for the key of a further workspace. */
  connectAnother(): void {
    this.connecting = 'another';
    this.send('connectAsked');
  }

  /** Back to what is remembered. */
  leaveConnecting(): void {
    this.connecting = 'first';
    this.send('leave');
  }

  /** Back from the first key: to the workspace that is here already, else to the beginning. */
  async leaveFirstKey(): Promise<void> {
    const { view } = this;
    const elsewhere = await this.findElsewhere();
    if (this.view !== view) return;
    if (elsewhere === null) return this.send('back');
    await this.show(elsewhere);
  }

  chooseAgain(): void {
    // A first choice, and one that is open already, stays what it is.
    if (this.view === 'main') this.choosingAgain = true;
    this.send('chooseAsked');
  }

  async leaveChoosing(): Promise<void> {
    const { view } = this;
    const elsewhere = this.choosingAgain ? null : await this.findElsewhere();
    if (this.view !== view) return;
    if (elsewhere !== null) return this.show(elsewhere);
    this.send(this.choosingAgain ? 'leave' : 'back');
    this.choosingAgain = false;
  }

  watch(run: string): RunWatch {
    this.run = new RunWatch(this.backend, run, this.elapsed);
    this.run.begin();
    return this.run;
  }

  /** Whether the workspace on show is still led to what is remembered of it. */
  get isFirstRun(): boolean {
    return this.view !== 'main' && this.connecting === 'first' && !this.choosingAgain;
  }

  /** Whether the pages on show have a place in Notion; those of the sample have none. */
  get isInNotion(): boolean {
    return this.connection?.kind !== 'sample';
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

  openVersions(id: string): void {
    this.go({ at: 'versions', id });
  }

  /** The search, for what lies in a page or database. */
  searchWithin(page: { id: string; title: string }): void {
    this.query = '';
    this.filter = { ...noFilter, within: page };
    this.openSearch();
  }

  keepCopy(id: string): void {
    this.kept = [...this.kept, id];
  }

  /** A page that is not remembered any more is no place to come back to. */
  leaveForgotten(id: string): void {
    const isGone = (place: Place) => 'id' in place && place.id === id;
    this.recent = this.recent.filter((page) => page.id !== id);
    this.way = this.way.filter((place) => !isGone(place));
    if (isGone(this.place)) this.back();
  }

  openSearch(): void {
    if (this.place.at !== 'search') this.go({ at: 'search' });
  }

  openRecords(): void {
    if (this.place.at !== 'records') this.go({ at: 'records' });
  }

  /** A tab of the same view is no step on the way back. */
  openActivity(tab: ActivityTab): void {
    if (this.place.at === 'activity') this.place = { at: 'activity', tab };
    else this.go({ at: 'activity', tab });
  }

  /** A section of the same view is no step on the way back. Before there is a main window they lie over what is there. */
  openSettings(section?: SettingsSection): void {
    if (this.view !== 'main') this.earlySettings = true;
    else if (this.place.at === 'settings') this.place = { at: 'settings', section };
    else this.go({ at: 'settings', section });
  }

  closeEarlySettings(): void {
    this.earlySettings = false;
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
