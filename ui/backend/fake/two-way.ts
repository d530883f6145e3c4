/** Records, profiles, conflicts and alerts in memory, with the promises of the real ones. */
import { BackendError } from '../errors';
import type {
  Alert,
  Attention,
  Brake,
  ChangeAnswer,
  ConflictDetail,
  Decision,
  Decisions,
  FieldChange,
  HistoryEntry,
  Overtaken,
  ParkedChange,
  Profile,
  ProfilePreview,
  ProfileWish,
  RecordDetail,
  RecordList,
  RecordRow,
  TwoWay,
  WaitingChange,
} from '../two-way';
import { alertsAt, brakesAt, conflictsAt, historyAt, parkedAt } from './decisions';
import type { Scenario } from './options';
import { FakeSettings } from './settings';
import { channels, productions, profile, stateOf, states } from './productions';

const direction = 'Open on the contact microphone frozen into the ice. Let the first minute have **no words**.';

export abstract class FakeTwoWay extends FakeSettings implements TwoWay {
  private inForce: Profile[] = [];
  private rows: RecordRow[] = [];
  private revision = 0;
  private readonly histories = new Map<string, HistoryEntry[]>();
  private changes: (WaitingChange & { key: string })[] = [];
  private conflicts: ConflictDetail[] = [];
  private brakes: Brake[] = [];
  private parked: ParkedChange[] = [];
  private told: Alert[] = [];
  private entries = 100;

  constructor(
    private readonly at: () => Date,
    scenario: Scenario,
    rows?: number,
  ) {
    super(at);
    if (scenario !== 'records' && scenario !== 'synced') return;
    this.putProfile(rows);
    if (scenario === 'synced') return;
    const now = this.at().getTime();
    const owls = this.rows.find(({ title }) => title === 'Why owls are silent')!;
    this.conflicts = conflictsAt(now);
    this.brakes = brakesAt(now);
    this.parked = parkedAt(now, owls);
    this.told = alertsAt(now);
    for (const title of ['Why owls are silent', 'Inside a pipe organ', 'Amber, slowly'])
      this.change(
        this.rows.find((row) => row.title === title)!,
        { key: 'priority', value: title.startsWith('Amber') ? 'Low' : 'High' },
      );
  }

  private putProfile(rows?: number): Profile {
    this.rows = productions(this.at().getTime(), rows);
    this.inForce = [{ ...profile, records: this.rows.length }];
    const singing = this.rows.find(({ title }) => title === 'Why glaciers sing');
    if (singing) this.histories.set(singing.id, historyAt(this.at().getTime()));
    return this.inForce[0];
  }

  /** Fails where the person stopped syncing: nothing is changed there. */
  protected abstract refuseStopped(): void;

  async profiles(): Promise<Profile[]> {
    return this.inForce;
  }

  async previewProfile(_connection: string, wish: ProfileWish): Promise<ProfilePreview> {
    if (wish.channelsFolder?.includes('missing')) throw new BackendError('unwritable', { place: wish.channelsFolder, detail: 'No such folder' }); // prettier-ignore
    const found = {
      channelsFolder: wish.channelsFolder ?? '~/.local/share/keepsake/channels',
      channels: channels.map((id) => ({ id, file: `${id}.yaml` })),
    };
    if (wish.parent !== null) {
      const added = ['Title title', 'Channel select', 'Topic rich_text', 'Story Direction rich_text', 'Status select', 'Priority select', 'Time in Status formula', 'Created created_time', 'Updated last_edited_time']; // prettier-ignore
      const split = (text: string) => ({
        name: text.slice(0, text.lastIndexOf(' ')),
        kind: text.slice(text.lastIndexOf(' ') + 1),
      });
      return { ...found, fits: true, differences: [], added: added.map(split), valid: 0, invalid: 0, examples: [] };
    }
    const rows = productions(this.at().getTime());
    const unready = rows.filter(({ valid }) => !valid);
    const blocking = wish.database !== profile.dataSource;
    return {
      ...found,
      fits: !blocking,
      differences: [
        ...(blocking
          ? [{ kind: 'wrongType' as const, property: 'Topic', found: 'number', expected: 'rich_text', blocking: true }]
          : []),
        { kind: 'otherType', property: 'Status', found: 'status', expected: 'select', blocking: false },
        {
          kind: 'renamed',
          property: 'Story Direction',
          found: 'Direction of the story',
          expected: 'Story Direction',
          blocking: false,
        },
        { kind: 'missingOptions', property: 'Status', found: '', expected: 'SFX Generating, SFX Ready', blocking: false },
        { kind: 'unused', property: 'Cleared', found: 'checkbox', expected: '', blocking: false },
      ],
      added: [{ name: 'Time in Status', kind: 'formula' }],
      valid: rows.length - unready.length,
      invalid: unready.length,
      examples: unready.map(({ id, title, reasons }) => ({ id, title, reasons })),
    };
  }

  async applyProfile(_connection: string, wish: ProfileWish): Promise<Profile> {
    const made = this.putProfile();
    if (wish.parent !== null) {
      this.rows = [];
      this.inForce = [{ ...made, title: wish.title ?? 'Video productions', records: 0 }];
    }
    return this.inForce[0];
  }

  async removeProfile(id: string): Promise<void> {
    this.inForce = this.inForce.filter((one) => one.id !== id);
  }

  async records(_profile: string, known: string | null): Promise<RecordList> {
    const revision = String(this.revision);
    return { revision, records: revision === known ? null : this.rows };
  }

  private row(id: string): RecordRow {
    const row = this.rows.find((one) => one.id === id);
    if (!row) throw new BackendError('not_found', { what: 'page', id });
    return row;
  }

  async record(id: string): Promise<RecordDetail> {
    const record = this.row(id);
    const before = (key: string) => this.changes.find((one) => one.page === id && one.key === key)?.before ?? null;
    const value = { title: record.title, channel: record.channel, topic: record.topic, story_direction: direction, status: record.notionStatus, priority: record.priority }; // prettier-ignore
    return {
      record,
      profile: profile.id,
      url: `https://www.notion.so/${id.replaceAll('-', '')}`,
      fields: Object.entries(value).map(([key, text]) => ({ key, value: text, inNotion: before(key) })),
    };
  }

  async setRecord(id: string, changes: FieldChange[], meant: boolean): Promise<ChangeAnswer> {
    this.refuseStopped();
    const row = this.row(id);
    for (const { key, value } of changes) {
      if (profile.fields.find((field) => field.key === key)?.writable !== true)
        throw new BackendError('permission', { action: key });
      const to = stateOf(value);
      const next = states.find(({ state }) => state === row.state)?.next ?? [];
      if (key === 'status' && !meant && to !== row.state && !next.includes(to))
        return { record: row, unusual: { from: row.notionStatus, to: value, next } };
    }
    for (const change of changes) this.change(this.row(id), change);
    return { record: this.row(id), unusual: null };
  }

  private change(row: RecordRow, { key, value }: FieldChange): void {
    const field = profile.fields.find((one) => one.key === key)?.name ?? key;
    const before = key === 'status' ? row.notionStatus : row.priority;
    if (before === value) return;
    const time = this.at().toISOString();
    const waiting = this.changes.find((one) => one.page === row.id && one.key === key);
    if (waiting) waiting.after = value;
    else this.changes.push({ page: row.id, title: row.title, part: 'property', field, key, before, after: value, since: time });
    const entry: HistoryEntry = { id: String((this.entries += 1)), part: 'property', field, origin: 'local', who: null, time, before, after: value, undoable: true, undone: false }; // prettier-ignore
    this.histories.set(row.id, [entry, ...(this.histories.get(row.id) ?? [])]);
    const now: Partial<RecordRow> =
      key === 'status' ? { notionStatus: value, state: stateOf(value), stateSince: time } : { priority: value };
    const changed = { ...row, ...now, updatedTime: time, waiting: row.waiting + (waiting ? 0 : 1) };
    this.rows = this.rows.map((one) => (one.id === row.id ? changed : one));
    this.revision += 1;
  }

  async newRecord(_profile: string, values: FieldChange[]): Promise<string> {
    this.refuseStopped();
    const value = (key: string) => values.find((one) => one.key === key)?.value.trim() ?? '';
    const missing = profile.fields.filter(({ key, required, options }) => required && options.length === 0 && !value(key));
    if (missing.length > 0)
      throw new BackendError('invalid_input', {
        problem: 'field',
        detail: missing.map(({ name }) => `Missing ${name}`).join('\n'),
      });
    const id = `new-${(this.entries += 1)}`;
    const now = this.at().toISOString();
    const status = value('status') || 'Draft';
    this.rows = [
      {
        id,
        title: value('title'),
        channel: value('channel'),
        topic: value('topic'),
        state: stateOf(status),
        notionStatus: status,
        priority: value('priority') || 'Normal',
        createdTime: now,
        updatedTime: now,
        stateSince: now,
        valid: true,
        reasons: [],
        waiting: 1,
        conflict: false,
      },
      ...this.rows,
    ];
    this.revision += 1;
    return id;
  }

  async recordHistory(id: string): Promise<HistoryEntry[]> {
    return this.histories.get(id) ?? [];
  }

  async undoChange(page: string, id: string, meant: boolean): Promise<Overtaken | null> {
    this.refuseStopped();
    const entry = this.histories.get(page)?.find((one) => one.id === id);
    if (!entry) return null;
    const key = entry.field.toLowerCase();
    if (key === 'status' || key === 'priority') {
      const row = this.row(page);
      const stands = key === 'status' ? row.notionStatus : row.priority;
      if (!meant && stands !== entry.after && stands !== entry.before)
        return { part: entry.part, field: entry.field, inNotion: stands, here: null, wouldWrite: entry.before };
      this.change(row, { key, value: entry.before });
    }
    const [newest, ...older] = this.histories.get(page) ?? [];
    const all = newest === entry ? [newest, ...older] : [{ ...newest, origin: 'undo' as const }, ...older];
    this.histories.set(
      page,
      all.map((one) => (one.id === id ? { ...one, undone: true } : one)),
    );
    return null;
  }

  async waitingChanges(): Promise<WaitingChange[]> {
    return this.changes;
  }

  async decisions(): Promise<Decisions> {
    return { brakes: this.brakes, conflicts: this.conflicts.map(({ summary }) => summary), parked: this.parked };
  }

  async conflict(_connection: string, page: string): Promise<ConflictDetail> {
    const found = this.conflicts.find(({ summary }) => summary.page === page);
    if (!found) throw new BackendError('not_found', { what: 'page', id: page });
    return found;
  }

  async decide(_connection: string, decisions: Decision[]): Promise<void> {
    this.refuseStopped();
    this.conflicts = this.conflicts.filter(({ summary }) => !decisions.some(({ page }) => page === summary.page));
  }

  async answerBrake(): Promise<void> {
    this.brakes = [];
  }

  async retryParked(id: string): Promise<void> {
    this.parked = this.parked.filter((one) => one.id !== id);
  }

  async alerts(): Promise<Alert[]> {
    return this.told;
  }

  async acknowledgeAlert(id: string): Promise<void> {
    this.told = this.told.map((alert) => (alert.id === id ? { ...alert, state: 'acknowledged' } : alert));
  }

  async attention(): Promise<Attention> {
    return {
      decisions: this.conflicts.length + this.brakes.length,
      brakes: this.brakes.length,
      parked: this.parked.length,
      inbox: this.rows.filter(({ valid }) => !valid).length,
      alerts: this.told.filter(({ state, severity }) => state === 'open' && severity !== 'info').length,
      waiting: this.changes.length,
    };
  }
}
