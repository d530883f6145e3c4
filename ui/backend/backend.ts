import type {
  CatalogSummary,
  ClosingAnswer,
  Connection,
  Estimate,
  ImportOptions,
  Left,
  OwnClient,
  Progress,
  ReaderPage,
  RefusedLink,
  RunResult,
  RunSummary,
  SearchResults,
  Selection,
  SignInBegun,
  StartState,
  Status,
  TreeNode,
  Wish,
} from './bindings';
import type { Choosing } from './pick';
import type { Library } from './library';
import type { Activity } from './activity';
import type { SettingsCalls } from './settings';
import type { Backups } from './backups';
import type { Databases } from './databases';
import type { TwoWay } from './two-way';
import type { Updates } from './updates';

export type * from './pick';
export type * from './library';
export type * from './activity';
export type * from './settings';
export type * from './backups';
export type * from './databases';
export type * from './two-way';
export type * from './updates';
export type {
  CatalogSummary,
  ClosingAnswer,
  Connection,
  Counts,
  Estimate,
  ImportOptions,
  Left,
  LogLine,
  Looking,
  Onboarding,
  OwnClient,
  PageRef,
  Phase,
  Progress,
  PropertyValue,
  Pushed,
  RecordsChecked,
  ReaderFile,
  ReaderFileStatus,
  ReaderPage,
  ReaderTable,
  RefusedLink,
  RunItem,
  RunItemOutcome,
  RunResult,
  RunState,
  RunSummary,
  SearchHit,
  SearchResults,
  SecretStore,
  Selection,
  SignInBegun,
  SnippetPart,
  StartState,
  Status,
  StatusState,
  TreeKind,
  TreeNode,
  Wish,
} from './bindings';

/**
 * Everything the window asks of the core, as one interface.
 *
 * The shell answers it over IPC (`tauri.ts`); `fake/` answers it from memory in a browser and in tests. No screen knows
 * which one it talks to. Times are ISO 8601 strings, durations seconds, sizes bytes; expected failures are rejections
 * with a `BackendError`, never prose. The shapes are the shell's own: `bindings.ts` is written by it.
 */
export interface Backend extends TwoWay, Choosing, Library, Activity, SettingsCalls, Backups, Databases {
  /** Where things stand, with the workspace that was shown last. */
  start(): Promise<StartState>;
  connectToken(token: string): Promise<Connection>;
  connectSample(): Promise<Connection>;
  /** Whether there is a service to sign in through, so that nothing has to be typed. */
  hasSignInService(): Promise<boolean>;
  /** Begins a sign-in and opens the browser; without a client through the service. One that was under way is over. */
  beginSignIn(client: OwnClient | null): Promise<SignInBegun>;
  /** Resolves when the person has come back; `cancelled` when the sign-in was called off. */
  finishSignIn(): Promise<Connection>;
  cancelSignIn(): Promise<void>;
  /** What the person copied out of the browser: its last address, or the code its page shows. */
  pasteSignIn(text: string): Promise<void>;
  /** Tells of every link into the program that is refused from now on, and of the one that it was started with. */
  watchRefusedLinks(onRefused: (link: RefusedLink) => void): Promise<void>;
  /** The oldest first. */
  connections(): Promise<Connection[]>;
  /** Where things stand with one connection, which is the one to show from now on. */
  showConnection(connection: string): Promise<StartState>;
  /**
   * Forgets the key, having asked Notion to take the access back; with `remove` also everything remembered through it. Where
   * the key cannot be reached nothing changes, unless it may stay where it lies.
   */
  disconnect(connection: string, remove: boolean, leaveKeys?: boolean): Promise<Left>;
  refreshCatalog(connection: string): Promise<CatalogSummary>;
  tree(connection: string): Promise<TreeNode[]>;
  estimate(connection: string, selection: Selection, options: ImportOptions): Promise<Estimate>;
  startImport(connection: string, selection: Selection, options: ImportOptions): Promise<string>;
  /** Resolves when the run has ended; `onProgress` is called at most ten times a second until then. */
  watchRun(run: string, onProgress: (progress: Progress) => void): Promise<RunResult>;
  pauseRun(run: string): Promise<void>;
  resumeRun(run: string): Promise<void>;
  stopRun(run: string, remove: boolean): Promise<void>;
  /** Starts a run that brings what has changed. */
  syncNow(connection: string): Promise<string>;
  /** Whether Notion is looked at by itself: nothing is paused. */
  keepsInStep(): Promise<boolean>;
  /**
   * Has the system ask for what unlocks the keychain, or opens the file of keys with the passphrase until the program ends;
   * resolves once it is, and goes on with what is done by itself. Whoever connects needs no connection. `keychain_locked` has
   * the reason `passphrase` where one is needed, `wrong_passphrase` where this one does not open the file.
   */
  unlockKeychain(connection: string | null, passphrase: string | null): Promise<void>;
  /** Begins no sync by itself until then (ISO 8601), or until the person goes on. */
  pauseSyncing(until: string | null): Promise<void>;
  /** Goes on, with a sync now. */
  resumeSyncing(): Promise<void>;
  /** Goes on with an import that did not come to its end, or tries again what the last one could not get. */
  importAgain(connection: string): Promise<string>;
  /** Newest first. */
  runs(connection: string): Promise<RunSummary[]>;
  search(connection: string | null, text: string, limit: number): Promise<SearchResults>;
  page(id: string): Promise<ReaderPage>;
  status(connection: string): Promise<Status>;
  openExternal(url: string): Promise<void>;
  /** The page's Markdown, for the clipboard. */
  copyMarkdown(id: string): Promise<string>;
  /** Puts a copy of an attachment into the downloads; answers with its name there. */
  saveFile(hash: string, name: string): Promise<string>;
  /** The memory is used although its first import is not over: the next start shows it. */
  noteInUse(connection: string): Promise<void>;
  /** Makes the window large enough for search and reader, unless the person has drawn it. */
  makeRoom(): Promise<void>;
  /** `onWish` is called from now on with what the shell asks of the window. */
  hearWishes(onWish: (wish: Wish) => void): Promise<void>;
  /** What becomes of the program whose window somebody wants to close; with `remember` nobody asks again. */
  answerClosing(answer: ClosingAnswer, remember: boolean): Promise<void>;
  /** Closes the window as if by hand; the window may be asked first what that means. */
  closeWindow(): Promise<void>;
  /** Ends the program. */
  quit(): Promise<void>;
  /** The first view is there: a window that waits for it is shown. */
  showWindow(): Promise<void>;
  /** Somebody points, scrolls or types in the window: Notion is looked at sooner. */
  noteTouch(): Promise<void>;
  /** Whether it goes on running when its window is closed; nothing when the person has not said. */
  keepsRunning(): Promise<boolean | null>;
  setKeepsRunning(keep: boolean): Promise<void>;
  readonly updates: Updates;
}
