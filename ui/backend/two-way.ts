/** What the window asks of the core about records, profiles, conflicts and alerts. The shapes are the shell's own. */
import type {
  Alert,
  Attention,
  BrakeDirection,
  ChangeAnswer,
  ConflictDetail,
  Decision,
  Decisions,
  FieldChange,
  HistoryEntry,
  Overtaken,
  Profile,
  ProfilePreview,
  ProfileWish,
  RecordDetail,
  RecordList,
  WaitingChange,
} from './bindings';

export type {
  Alert,
  AlertState,
  Attention,
  Brake,
  BrakeDirection,
  ChangeAnswer,
  ChannelFile,
  ConflictDetail,
  ConflictSummary,
  Decision,
  Decisions,
  DifferenceKind,
  FieldChange,
  FieldOwner,
  HistoryEntry,
  HistoryOrigin,
  HistoryPart,
  InvalidExample,
  Keep,
  Overtaken,
  ParkedChange,
  PlannedProperty,
  Profile,
  ProfileField,
  ProfilePreview,
  ProfileState,
  ProfileWish,
  PropertyConflict,
  Reason,
  ReasonKind,
  RecordDetail,
  RecordField,
  RecordList,
  RecordRow,
  RecordState,
  SavedView,
  SchemaDifference,
  SegmentConflict,
  Severity,
  TrashedWhere,
  UnusualMove,
  ViewKeeps,
  WaitingChange,
} from './bindings';

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
  /** Makes a record; answers with its id, which stays good once Notion has made the page. */
  newRecord(profile: string, values: FieldChange[]): Promise<string>;
  /** Newest first. */
  recordHistory(id: string): Promise<HistoryEntry[]>;
  /** Nothing when it is taken back; else what it would write over, unless that was `meant`. */
  undoChange(id: string, entry: string, meant: boolean): Promise<Overtaken | null>;
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
