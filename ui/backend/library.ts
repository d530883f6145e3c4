/** What the window asks of the core about living in the memory: narrowed search, versions, forgetting, attachments. */
import type {
  ForgottenPages,
  PageVersions,
  RecentPages,
  SearchFilter,
  SearchResults,
  ShownVersion,
  VersionDifference,
} from './bindings';

export type {
  DifferencePart,
  ForgottenPages,
  PageVersion,
  PageVersions,
  RecentPages,
  SearchFilter,
  SearchKind,
  ShownVersion,
  VersionDifference,
  WordCounts,
} from './bindings';

export interface Library {
  /** In one connection or in all. Without words, what passes the filter is listed, lately edited first. */
  find(connection: string | null, text: string, filter: SearchFilter, limit: number): Promise<SearchResults>;
  /** What was opened here and edited lately. */
  recent(connection: string | null, limit: number): Promise<RecentPages>;
  noteOpened(id: string): Promise<void>;
  /** Newest first. */
  versions(id: string): Promise<PageVersions>;
  /** `which`: the number of a version, or a moment (ISO 8601). */
  version(id: string, which: string): Promise<ShownVersion>;
  /** Without `from`, from the version before. */
  versionDifference(id: string, from: string | null, to: string): Promise<VersionDifference>;
  /** What forgetting the page would take with it; changes nothing. */
  forgetting(id: string): Promise<ForgottenPages>;
  /** Removes what is remembered of the page and everything inside it; later syncs leave it out. */
  forgetPage(id: string): Promise<ForgottenPages>;
  /** Puts a copy of an attachment into the downloads and opens it; answers with its name there. */
  openFile(hash: string, name: string): Promise<string>;
}
