/**
 * Everything the window asks of the core, as one interface.
 *
 * The shell answers it over IPC (`tauri.ts`); `fake/` answers it from memory in a browser and in tests. No screen knows
 * which one it talks to. Times are ISO 8601 strings, durations seconds, sizes bytes; expected failures are rejections
 * with a {@link BackendError}, never prose.
 */
export interface Backend {
  start(): Promise<StartState>;
  connectToken(token: string): Promise<Connection>;
  connectSample(): Promise<Connection>;
  disconnect(connection: string): Promise<void>;
  refreshCatalog(connection: string): Promise<CatalogSummary>;
  tree(connection: string): Promise<TreeNode[]>;
  estimate(connection: string, selection: Selection, options: ImportOptions): Promise<Estimate>;
  startImport(connection: string, selection: Selection, options: ImportOptions): Promise<string>;
  /** Resolves when the run has ended; `onProgress` is called at most ten times a second until then. */
  watchRun(run: string, onProgress: (progress: Progress) => void): Promise<RunResult>;
  pauseRun(run: string): Promise<void>;
  resumeRun(run: string): Promise<void>;
  stopRun(run: string, remove: boolean): Promise<void>;
  /** Starts a run that brings the memory up to date and tries again what failed before. */
  syncNow(connection: string): Promise<string>;
  /** Newest first. */
  runs(connection: string): Promise<RunSummary[]>;
  search(connection: string | null, text: string, limit: number): Promise<SearchResults>;
  page(id: string): Promise<ReaderPage>;
  status(): Promise<Status>;
  openExternal(url: string): Promise<void>;
  /** The page's Markdown, for the clipboard. */
  copyMarkdown(id: string): Promise<string>;
}

export type Onboarding = 'welcome' | 'connect' | 'choose' | 'import' | 'done';
export type SecretStore = 'keychain' | 'passphraseFile' | 'keyFile' | 'unavailable';

export interface StartState {
  version: string;
  onboarding: Onboarding;
  connection: Connection | null;
  activeRun: string | null;
  secretStore: SecretStore;
}

export interface Connection {
  id: string;
  workspaceName: string;
  workspaceIcon: string | null;
  kind: 'token' | 'sample';
  state: 'ok' | 'needsSignIn';
  botName: string | null;
}

export interface CatalogSummary {
  pages: number;
  databases: number;
  rows: number;
  complete: boolean;
  unreachable: number;
}

export type NodeKind = 'page' | 'database' | 'dataSource';

/** One object the connection can see. Lists are flat, parents before children. */
export interface TreeNode {
  id: string;
  parent: string | null;
  kind: NodeKind;
  title: string;
  icon: string | null;
  editedTime: string | null;
  childCount: number;
  rowCount: number | null;
  included: boolean;
  reach: 'ok' | 'unreachable' | 'trashed';
}

/** What is picked: a default for everything, and marks that a subtree inherits until the next mark below. */
export interface Selection {
  everything: boolean;
  marks: { id: string; included: boolean }[];
}

export interface ImportOptions {
  comments: 'none' | 'pages' | 'blocks';
  files: 'none' | 'all';
  maxFileMegabytes: number;
}

export interface Estimate {
  pages: number;
  databases: number;
  rows: number;
  requests: number;
  seconds: number;
  bytes: number;
}

export type Phase = 'finding' | 'reading' | 'linking' | 'done';
export type Outcome = 'stored' | 'skipped' | 'refused' | 'failed';

export interface LogLine {
  time: string;
  outcome: Outcome;
  title: string;
  /** Why, as a word of the ledger; empty for what was stored. */
  detail: string;
}

export interface Progress {
  phase: Phase;
  known: number;
  finished: number;
  stored: number;
  unchanged: number;
  skipped: number;
  refused: number;
  failed: number;
  filesStored: number;
  remaining: number;
  requests: number;
  etaSeconds: number | null;
  waitingSeconds: number | null;
  waitingReason: string | null;
  titlesComplete: boolean;
  paused: boolean;
  /** Only what is new since the last message. */
  log: LogLine[];
}

export type RunState = 'running' | 'paused' | 'completed' | 'stopped' | 'needsSignIn' | 'failed';

export interface Counts {
  found: number;
  stored: number;
  unchanged: number;
  skipped: number;
  refused: number;
  failed: number;
}

/** Something a run could not store, with the reason. */
export interface RunItem {
  id: string;
  what: 'object' | 'file' | 'comment' | 'user' | 'block' | 'property';
  title: string;
  outcome: Outcome;
  reason: string;
  message: string | null;
  requestId: string | null;
}

export interface RunSummary {
  id: string;
  kind: 'discover' | 'import' | 'sync';
  state: RunState;
  startedTime: string;
  finishedTime: string | null;
  objects: Counts;
  files: Counts;
  comments: Counts;
  requests: number;
  items: RunItem[];
}

export interface RunResult {
  run: string;
  state: RunState;
  /** It went on where an interrupted run had been. */
  resumed: boolean;
  summary: RunSummary;
}

export interface SnippetPart {
  text: string;
  marked: boolean;
}

export interface Hit {
  id: string;
  title: string;
  icon: string | null;
  path: string[];
  snippet: SnippetPart[];
  editedTime: string | null;
}

export interface SearchResults {
  total: number;
  hits: Hit[];
  /** Pages that are known by title while their contents are still coming. */
  stillComing: number;
}

export interface PageLink {
  id: string;
  title: string;
}

export type FileState = 'pending' | 'stored' | 'external' | 'tooLarge' | 'refused' | 'failed';

export interface ReaderPage {
  id: string;
  title: string;
  icon: string | null;
  path: PageLink[];
  /** Already sanitised by the core; the only HTML the window ever inserts. */
  html: string;
  properties: { name: string; text: string }[];
  comments: { author: string; time: string | null; text: string }[];
  backlinks: PageLink[];
  files: { name: string; status: FileState; size: number | null }[];
  editedTime: string | null;
  rememberedTime: string | null;
  url: string | null;
  /** What is missing on this page, in words. */
  notes: string[];
}

export type StatusState = 'upToDate' | 'importing' | 'syncing' | 'offline' | 'waiting' | 'needsSignIn' | 'empty';

export interface Status {
  state: StatusState;
  pages: number;
  lastSync: string | null;
  finished: number;
  known: number;
  etaSeconds: number | null;
}
