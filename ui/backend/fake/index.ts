/**
 * A backend in memory, with believable data, for the browser and for tests. It keeps the promises of the real one: errors by
 * code, progress at most ten times a second, contents only of what was imported.
 */
import type {
  Backend,
  CatalogSummary,
  ChangedChoice,
  ChoiceEffect,
  Connection,
  Estimate,
  ImportOptions,
  Left,
  LeavingFate,
  Looking,
  NotShared,
  OwnClient,
  Progress,
  ReaderPage,
  RefusedLink,
  RunResult,
  RunSummary,
  SearchFilter,
  SearchResults,
  Selection,
  SignInBegun,
  StartState,
  Status,
  TreeNode,
} from '../backend';
import type { Changed, Problem, ReportFormat, Traffic, What } from '../activity';
import { BackendError } from '../errors';
import type { SecretStore } from '../settings';
import { FakeActivity, problemsOf, trafficAt } from './activity';
import { everything, FakeLibrary } from './library';
import { databasesOf, type FakeDatabases } from './databases';
import { FakeKeys } from './keys';
import { defaultOptions, hardships, type FakeOptions, type Scenario } from './options';
import { estimateOf, FakeChoice } from './pick';
import { FakeRun, nothingPushed, type RunPlan } from './run';
import { readPage } from './reading';
import { searchWorkspace } from './search';
import { FakeBrowser } from './sign-in';
import { FakeWindow } from './window';
import { FakeWorkspace } from './workspace';

export { optionsFromAddress } from './options';

const studio: Connection = {
  id: '1',
  workspaceName: 'Fernhill Studio',
  workspaceIcon: null,
  kind: 'token',
  state: 'ok',
  botName: 'Keepsake',
};
/** What a token with "other" in it opens. */
const museum: Connection = { ...studio, id: '2', workspaceName: 'Northwind Museum' };
/** Looks for shared pages that find nothing, in the scenario in which somebody has to share one first. */
const emptyLooks = 3;

export class FakeBackend extends FakeWindow implements Backend {
  readonly opened: string[] = [];
  readonly browser = new FakeBrowser();
  readonly activity = new FakeActivity();
  /** A link came into the program and was refused. */
  refuseLink: (link: RefusedLink) => void = () => undefined;
  private readonly options: FakeOptions;
  private readonly workspace: FakeWorkspace;
  private readonly keys: FakeKeys;
  private readonly choice: FakeChoice;
  readonly library: FakeLibrary;
  readonly databases: FakeDatabases;
  readonly saved: string[] = [];
  private known: Connection[] = [];
  private shown: string | null = null;
  private looked = false;
  private looks = 0;
  private runsMade: FakeRun[] = [];
  private paused: { until: string | null } | null = null;
  protected readonly closesAtOnce: boolean;

  constructor(options: Partial<FakeOptions> = {}) {
    const all = { ...defaultOptions, ...options };
    super(all.now, all.scenario, all.records);
    this.options = all;
    this.keys = new FakeKeys(all.scenario);
    this.closesAtOnce = all.closing;
    this.workspace = new FakeWorkspace(this.options.now().getTime(), this.options.pages);
    this.choice = new FakeChoice(this.workspace, all.scenario === 'records' ? ['Weekly, 13 November'] : []);
    this.library = new FakeLibrary(this.workspace, this.options.now);
    this.databases = databasesOf(this.workspace.nodes, all.rows, all.scenario === 'importing');
    const { scenario } = this.options;
    const waits: Partial<Record<Scenario, RunPlan['waiting']>> = { waiting: 'rate_limited', littleSpace: 'little_space' };
    if (scenario === 'fresh' || scenario === 'unshared' || scenario === 'refused' || scenario === 'damaged') return;
    const states: Partial<Record<Scenario, Connection['state']>> = { signedOut: 'needsSignIn', notSynced: 'stopped' };
    this.put({ ...studio, state: states[scenario] ?? 'ok' });
    this.looked = true;
    const part = ['importing', 'waiting', 'littleSpace', 'stopped'].includes(scenario);
    const startAt = part ? 212 : this.workspace.nodes.length;
    const run = this.newRun({ startAt, holdAt: startAt, waiting: waits[scenario] ?? null });
    if (scenario === 'stopped') run.stop();
    else if (!part) {
      run.complete();
      this.workspace.findByLink('Ideas');
    }
  }

  private get connection(): Connection | null {
    return this.known.find(({ id }) => id === this.shown) ?? this.known.at(-1) ?? null;
  }

  private put(connection: Connection): Connection {
    this.known = [...this.known.filter(({ id }) => id !== connection.id), connection].sort((a, b) => Number(a.id) - Number(b.id));
    this.shown ??= connection.id;
    return connection;
  }

  async start(): Promise<StartState> {
    if (this.options.scenario === 'refused') throw new BackendError('store_newer', { path: '~/.local/share/keepsake' });
    if (this.options.scenario === 'damaged')
      throw new BackendError('store_damaged', { path: '~/.local/share/keepsake', detail: 'file is not a database' });
    const { connection } = this;
    const run = connection?.id === museum.id ? undefined : this.runsMade.at(-1);
    return {
      version: '0.1.0',
      onboarding: !connection ? 'welcome' : run?.state === 'completed' ? 'done' : run ? 'import' : 'choose',
      connection,
      activeRun: run && !run.over ? run.id : null,
    };
  }

  async connectToken(token: string): Promise<Connection> {
    if (token.includes('wrong')) throw new BackendError('token_refused');
    if (token.includes('offline')) throw new BackendError('offline', { host: 'api.notion.com' }, true);
    this.keys.open();
    const opened = token.includes('other') ? museum : studio;
    this.takeFromBin(opened.id);
    return this.put(opened);
  }

  hasSignInService(): Promise<boolean> {
    return Promise.resolve(this.options.service);
  }

  async beginSignIn(client: OwnClient | null): Promise<SignInBegun> {
    this.keys.open();
    return this.browser.begin(client, this.options.service);
  }

  finishSignIn(): Promise<Connection> {
    return this.browser.finish();
  }

  async cancelSignIn(): Promise<void> {
    this.browser.cancel();
  }

  /** A text with "code" in it is the right one; an address with Notion's no is one, too. */
  async pasteSignIn(text: string): Promise<void> {
    if (text.includes('error=access_denied')) return this.browser.end('sign_in_denied');
    if (!text.includes('code')) throw new BackendError('invalid_input', { problem: 'sign_in_no_pickup' });
    this.comeBack();
  }

  async watchRefusedLinks(onRefused: (link: RefusedLink) => void): Promise<void> {
    this.refuseLink = onRefused;
  }

  /** The person allowed it in the browser, for this workspace. Whoever is asked again ticks pages. */
  comeBack(workspace: 'studio' | 'museum' = 'studio'): void {
    if (this.known.length > 0) this.looks = emptyLooks;
    this.browser.allow(this.put({ ...(workspace === 'studio' ? studio : museum), kind: 'signIn' }));
  }

  protected bringBack(connection: Connection): void {
    this.put(connection);
  }

  protected refuseStopped(): void {
    const { connection } = this;
    if (connection?.state === 'stopped') throw new BackendError('connection_stopped', { workspace: connection.workspaceName });
  }

  async connectSample(): Promise<Connection> {
    return this.put({ ...studio, kind: 'sample', botName: null });
  }

  /** What happens when somebody removes the connection in Notion. */
  signOut(): void {
    if (this.connection) this.put({ ...this.connection, state: 'needsSignIn' });
    this.runsMade.at(-1)?.refuse();
  }

  async connections(): Promise<Connection[]> {
    return this.known;
  }

  async showConnection(connection: string): Promise<StartState> {
    this.shown = connection;
    return this.start();
  }

  async disconnect(connection: string, remove: boolean, leaveKeys = false): Promise<Left> {
    if (!leaveKeys) this.keys.open();
    const left = this.known.find(({ id }) => id === connection);
    if (left && !remove) this.put({ ...left, state: 'stopped' });
    else this.known = this.known.filter(({ id }) => id !== connection);
    const access = ({ token: 'stays', signIn: 'takenBack', sample: 'none' } as const)[left?.kind ?? 'sample'];
    return { access, keys: 'none' };
  }

  async refreshCatalog(): Promise<CatalogSummary> {
    this.looks += 1;
    this.looked = this.options.scenario !== 'unshared' || this.looks > emptyLooks;
    const nodes = await this.tree();
    const tables = nodes.filter((node) => node.kind !== 'page');
    return {
      pages: nodes.length - tables.length,
      databases: tables.length,
      rows: tables.reduce((rows, table) => rows + (table.rowCount ?? 0), 0),
      complete: true,
      unreachable: 0,
    };
  }

  async tree(): Promise<TreeNode[]> {
    return this.looked ? this.workspace.nodes : [];
  }

  async estimate(_connection: string, selection: Selection, options: ImportOptions): Promise<Estimate> {
    return estimateOf(this.workspace.nodes, selection, options);
  }

  async selection(): Promise<Selection> {
    return this.choice.selection;
  }

  async choiceEffect(_connection: string, selection: Selection): Promise<ChoiceEffect> {
    return this.choice.effect(selection);
  }

  async importOptions(): Promise<ImportOptions> {
    return this.choice.options;
  }

  async changeChoice(
    _connection: string,
    selection: Selection,
    fate: LeavingFate,
    options: ImportOptions,
  ): Promise<ChangedChoice> {
    this.refuseStopped();
    const { isNew, ...left } = this.choice.change(selection, fate, options);
    return { ...left, run: isNew ? this.newRun({ startAt: this.workspace.nodes.length - 12, holdAt: null }).id : null };
  }

  async notShared(): Promise<NotShared[]> {
    return this.runsMade.length > 0 ? this.choice.notShared() : [];
  }

  async startImport(_connection: string, selection: Selection, options: ImportOptions): Promise<string> {
    this.refuseStopped();
    this.choice.change(selection, 'keep', options);
    return this.newRun({ startAt: 0, holdAt: this.options.holdAt }).id;
  }

  async syncNow(): Promise<string> {
    this.refuseStopped();
    return this.newRun({ startAt: this.workspace.nodes.length - 12, holdAt: this.options.holdAt }).id;
  }

  async importAgain(): Promise<string> {
    this.refuseStopped();
    return this.newRun({ startAt: this.runsMade.at(-1)?.finished ?? 0, holdAt: this.options.holdAt }).id;
  }

  watchRun(id: string, onProgress: (progress: Progress) => void): Promise<RunResult> {
    return this.run(id).watch(onProgress);
  }

  async pauseRun(id: string): Promise<void> {
    this.run(id).pause(true);
  }

  async resumeRun(id: string): Promise<void> {
    this.paused = null;
    this.run(id).pause(false);
  }

  async stopRun(id: string, remove: boolean): Promise<void> {
    this.run(id).stop();
    if (remove) this.runsMade = this.runsMade.filter((run) => run.id !== id);
  }

  async runs(): Promise<RunSummary[]> {
    const runs = this.runsMade.map((run) => run.summary()).reverse();
    const { scenario } = this.options;
    const last = runs.at(-1);
    if (!last || (scenario !== 'synced' && scenario !== 'records')) return runs;
    const before = { ...last, id: 'before', kind: 'sync' as const, trigger: 'schedule', items: [] };
    const counts = { found: last.objects.found, stored: 4, unchanged: last.objects.found - 4, skipped: 0, refused: 0, failed: 0 };
    const pushed = { ...nothingPushed, pages: 2, properties: 3, merged: 1, texts: 1 };
    const records = { checked: 4, valid: 3, invalid: 1, jobs: 1, jumps: 0 };
    return [...runs, { ...before, startedTime: this.ago(26), finishedTime: this.ago(26), objects: counts, pushed, records }];
  }

  search(connection: string | null, text: string, limit: number): Promise<SearchResults> {
    return this.find(connection, text, everything, limit);
  }

  async find(_connection: string | null, text: string, filter: SearchFilter, limit: number): Promise<SearchResults> {
    const run = this.runsMade.at(-1);
    return searchWorkspace(this.workspace, this.library, text, filter, limit, run && !run.over ? run.finished : -1);
  }

  async page(id: string): Promise<ReaderPage> {
    const page = this.workspace.pages.get(id);
    if (!page || this.library.forgotten.has(id)) throw new BackendError('not_found', { what: 'page', id });
    return readPage(this.workspace, page, (hours) => this.ago(hours));
  }

  async status(): Promise<Status> {
    const run = this.runsMade.at(-1);
    const progress = run?.progress;
    const hardship = this.keys.isUnlocked ? undefined : hardships[this.options.scenario];
    const state = !run
      ? 'empty'
      : !run.over
        ? progress?.waitingReason === 'little_space'
          ? 'littleSpace'
          : 'importing'
        : hardship
          ? hardship
          : this.connection?.state === 'needsSignIn'
            ? 'needsSignIn'
            : this.connection?.state === 'stopped'
              ? 'stopped'
              : run.state === 'stopped'
                ? 'unfinished'
                : 'upToDate';
    return {
      state,
      pages: run ? run.finished : 0,
      lastSync: run?.over ? this.ago(0.04) : null,
      finished: progress?.finished ?? 0,
      known: progress?.known ?? 0,
      etaSeconds: progress?.etaSeconds ?? null,
      finding: progress?.phase === 'finding',
      held: progress?.paused ?? false,
      heldUntil: progress?.paused ? (this.paused?.until ?? null) : null,
      freeMegabytes: progress?.waitingMegabytes ?? null,
      looking: run?.over && run.state === 'completed' && state !== 'stopped' ? this.looking() : null,
    };
  }

  private looking(): Looking {
    const whenOpened = this.looksWhenOpened;
    if (this.paused) return { next: null, whenOpened, later: null, paused: true, pausedUntil: this.paused.until };
    const next = whenOpened ? null : new Date(this.options.now().getTime() + 40_000).toISOString();
    return { next, whenOpened, later: this.options.battery && next ? 'battery' : null, paused: false, pausedUntil: null };
  }

  async keepsInStep(): Promise<boolean> {
    return this.paused === null;
  }

  async unlockKeychain(_connection: string | null, passphrase: string | null): Promise<void> {
    this.keys.unlock(passphrase);
  }

  override async secretStore(): Promise<SecretStore> {
    return this.keys.store ?? super.secretStore();
  }

  async pauseSyncing(until: string | null): Promise<void> {
    this.paused = { until };
    const run = this.runsMade.at(-1);
    if (run && !run.over) run.pause(true);
  }

  async resumeSyncing(): Promise<void> {
    this.paused = null;
    const run = this.runsMade.at(-1);
    if (run && !run.over) run.pause(false);
  }

  async hearChanges(onChange: (changed: Changed) => void): Promise<void> {
    this.activity.hear(onChange);
  }

  async traffic(): Promise<Traffic> {
    const run = this.runsMade.at(-1);
    return trafficAt(this.options.now(), run !== undefined && !run.over);
  }

  async problems(): Promise<Problem[]> {
    return problemsOf((await this.runs()).find((run) => run.kind === 'import'));
  }

  async retryProblem(_connection: string, what: What, id: string): Promise<string> {
    const known = (await this.problems()).some((one) => one.what === what && one.id === id);
    if (!known) throw new BackendError('not_found', { what: 'problem', id });
    return this.syncNow();
  }

  async saveRunReport(run: string, format: ReportFormat): Promise<string> {
    return this.activity.save(run, format);
  }

  async openExternal(url: string): Promise<void> {
    this.opened.push(url);
  }

  async copyMarkdown(id: string): Promise<string> {
    return `# ${(await this.page(id)).title}\n`;
  }

  async saveFile(_hash: string, name: string): Promise<string> {
    this.saved.push(name);
    return name;
  }

  async noteInUse(): Promise<void> {}

  async makeRoom(): Promise<void> {}

  private run(id: string): FakeRun {
    const run = this.runsMade.find((one) => one.id === id);
    if (!run) throw new BackendError('not_found', { what: 'run', id });
    return run;
  }

  private newRun(plan: Partial<RunPlan>): FakeRun {
    const whole: RunPlan = { pace: this.options.pace, holdAt: null, startAt: 0, waiting: null, ...plan };
    const run = new FakeRun(String(this.runsMade.length + 1), this.workspace, whole, this.options.now);
    this.runsMade.push(run);
    return run;
  }

  private ago(hours: number): string {
    return new Date(this.options.now().getTime() - hours * 3_600_000).toISOString();
  }
}
