/**
 * What the window asks of the core about records, profiles, conflicts and alerts: the shapes of
 * `src-tauri/crates/app/src/dto/{records,profiles,conflicts,alerts}.rs` as they cross the border.
 */

export type RecordState =
  'draft' | 'pending' | 'processing' | 'awaiting_review' | 'approved' | 'rejected' | 'completed' | 'failed' | 'retry';

export type ReasonKind = 'missing' | 'unknownChannel' | 'unknownStatus' | 'tooLong' | 'other';

/** Why a record is not valid. */
export interface Reason {
  kind: ReasonKind;
  field: string;
  /** As it is logged. */
  text: string;
  found: string;
  suggestion: string;
  length: number | null;
  limit: number | null;
}

export interface RecordRow {
  id: string;
  title: string;
  channel: string;
  topic: string;
  state: RecordState;
  /** The exact name in Notion. */
  notionStatus: string;
  priority: string;
  createdTime: string | null;
  updatedTime: string | null;
  stateSince: string | null;
  valid: boolean;
  reasons: Reason[];
  /** Changes made here that Notion does not have yet. */
  waiting: number;
  conflict: boolean;
}

export interface RecordList {
  revision: string;
  /** Nothing where the window's revision is the current one. */
  records: RecordRow[] | null;
}

export interface RecordField {
  key: string;
  value: string;
  /** What Notion still has, where a change made here has not been sent. */
  inNotion: string | null;
}

export interface RecordDetail {
  record: RecordRow;
  profile: string;
  url: string | null;
  fields: RecordField[];
}

export interface FieldChange {
  key: string;
  value: string;
}

export interface UnusualMove {
  from: string;
  to: string;
  next: RecordState[];
}

export interface ChangeAnswer {
  record: RecordRow;
  /** Nothing was changed: the pipeline does not have this move. */
  unusual: UnusualMove | null;
}

export type HistoryPart = 'property' | 'body' | 'place' | 'trash';
export type HistoryOrigin = 'local' | 'notion' | 'merge' | 'undo' | 'conflict';

export interface HistoryEntry {
  id: string;
  part: HistoryPart;
  field: string;
  origin: HistoryOrigin;
  who: string | null;
  time: string;
  before: string;
  after: string;
  undoable: boolean;
  undone: boolean;
}

export interface WaitingChange {
  page: string;
  title: string;
  part: HistoryPart;
  field: string;
  before: string;
  after: string;
  since: string;
}

export type FieldOwner = 'here' | 'notion' | 'newest' | 'ask';

export interface ProfileField {
  key: string;
  name: string;
  owner: FieldOwner;
  writable: boolean;
  required: boolean;
  options: string[];
}

export interface ProfileState {
  state: RecordState;
  names: string[];
  /** Written when nothing better is known. */
  written: string;
  next: RecordState[];
}

/** All conditions that are given have to hold. */
export interface ViewKeeps {
  statuses: string[];
  statusBegins: string;
  priorities: string[];
  channels: string[];
}

export interface SavedView {
  name: string;
  keeps: ViewKeeps;
}

export interface Profile {
  id: string;
  name: string;
  dataSource: string;
  title: string;
  icon: string | null;
  url: string | null;
  records: number;
  fields: ProfileField[];
  /** In pipeline order. */
  states: ProfileState[];
  views: SavedView[];
}

export interface ProfileWish {
  profile: string;
  /** Attach to this one. */
  database: string | null;
  /** Create below this page. */
  parent: string | null;
  title: string | null;
  channelsFolder: string | null;
}

export type DifferenceKind =
  'missing' | 'wrongType' | 'otherType' | 'renamed' | 'missingOptions' | 'unknownOptions' | 'otherFormula' | 'unused';

export interface SchemaDifference {
  kind: DifferenceKind;
  property: string;
  found: string;
  expected: string;
  blocking: boolean;
}

export interface InvalidExample {
  id: string;
  title: string;
  reasons: Reason[];
}

export interface ProfilePreview {
  fits: boolean;
  channelsFolder: string;
  channels: { id: string; file: string }[];
  differences: SchemaDifference[];
  added: { name: string; kind: string }[];
  valid: number;
  invalid: number;
  examples: InvalidExample[];
}

export type TrashedWhere = 'here' | 'notion';

export interface ConflictSummary {
  page: string;
  title: string;
  place: string;
  properties: number;
  segments: number;
  trash: TrashedWhere | null;
}

export interface PropertyConflict {
  id: string;
  name: string;
  base: string;
  here: string;
  notion: string;
  options: string[];
}

export interface SegmentConflict {
  id: string;
  under: string;
  base: string;
  here: string;
  notion: string;
}

export interface ConflictDetail {
  summary: ConflictSummary;
  url: string | null;
  baseTime: string | null;
  hereTime: string | null;
  notionTime: string | null;
  notionWho: string | null;
  properties: PropertyConflict[];
  segments: SegmentConflict[];
}

export type Keep = 'notion' | 'here' | 'both' | 'edited';

export interface Decision {
  page: string;
  keep: Keep;
  /** With `edited`: what every property and segment is to be. */
  results: { id: string; value: string }[];
}

export type BrakeDirection = 'here' | 'notion';

export interface Brake {
  direction: BrakeDirection;
  database: string | null;
  planned: number;
  total: number;
  titles: string[];
  askedTime: string;
}

export interface ParkedChange {
  id: string;
  page: string;
  title: string;
  part: HistoryPart;
  field: string;
  reason: string;
  message: string | null;
  requestId: string | null;
  since: string;
  nextTry: string | null;
}

export interface Decisions {
  brakes: Brake[];
  conflicts: ConflictSummary[];
  parked: ParkedChange[];
}

export type Severity = 'info' | 'warning' | 'error' | 'critical';

export interface Alert {
  id: string;
  kind: string;
  severity: Severity;
  details: Record<string, string>;
  count: number;
  firstTime: string;
  lastTime: string;
  state: 'open' | 'acknowledged' | 'cleared';
}

/** How many things wait. */
export interface Attention {
  decisions: number;
  parked: number;
  inbox: number;
  alerts: number;
  waiting: number;
}

export interface TwoWay {
  /** The profiles in force, the oldest first. */
  profiles(connection: string): Promise<Profile[]>;
  /** What a wish would do; changes nothing anywhere. */
  previewProfile(connection: string, wish: ProfileWish): Promise<ProfilePreview>;
  applyProfile(connection: string, wish: ProfileWish): Promise<Profile>;
  /** Takes a profile off; nothing changes in Notion. */
  removeProfile(profile: string): Promise<void>;
  /** All records, lately edited first, unless `known` is still the revision. */
  records(profile: string, known: string | null): Promise<RecordList>;
  record(id: string): Promise<RecordDetail>;
  /** All changes or none. `meant`: the person was asked about a move that the pipeline does not have. */
  setRecord(id: string, changes: FieldChange[], meant: boolean): Promise<ChangeAnswer>;
  /** Newest first. */
  recordHistory(id: string): Promise<HistoryEntry[]>;
  undoChange(entry: string): Promise<void>;
  /** Oldest first. */
  waitingChanges(connection: string): Promise<WaitingChange[]>;
  decisions(connection: string): Promise<Decisions>;
  conflict(connection: string, page: string): Promise<ConflictDetail>;
  decide(connection: string, decisions: Decision[]): Promise<void>;
  answerBrake(connection: string, direction: BrakeDirection, allow: boolean): Promise<void>;
  retryParked(id: string): Promise<void>;
  /** Open ones first, then the newest. */
  alerts(connection: string): Promise<Alert[]>;
  acknowledgeAlert(id: string): Promise<void>;
  attention(connection: string): Promise<Attention>;
}
