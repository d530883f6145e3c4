/** An import that takes no network: it unfolds, reads, waits once, meets a few holes, and can be paused and stopped. */
import type { Counts, LogLine, Progress, Pushed, RecordsChecked, RunItem, RunResult, RunState, RunSummary } from '../backend';
import type { FakeWorkspace } from './workspace';

const beat = 100;
const files = 0.15;
const holes: Record<number, Pick<RunItem, 'outcome' | 'reason'>> = {
  40: { outcome: 'skipped', reason: 'linked_view' },
  96: { outcome: 'refused', reason: 'not_shared' },
  170: { outcome: 'skipped', reason: 'external_link' },
  700: { outcome: 'failed', reason: 'notion_trouble' },
  901: { outcome: 'skipped', reason: 'linked_view' },
};

/** The runs of the invented studio only read. */
const nothingChecked: RecordsChecked = { checked: 0, valid: 0, invalid: 0, jobs: 0, jumps: 0 };
export const nothingPushed: Pushed = {
  pages: 0,
  properties: 0,
  texts: 0,
  merged: 0,
  created: 0,
  moved: 0,
  trashed: 0,
  restored: 0,
  settled: 0,
  decided: 0,
  asked: 0,
  waiting: 0,
  parked: 0,
  unclear: 0,
  postponed: 0,
  overtaken: 0,
  remarks: 0,
};

export interface RunPlan {
  /** Pages read per beat. */
  pace: number;
  /** The run stands still here, so that a picture can be taken. */
  holdAt: number | null;
  startAt: number;
  /** Why nothing is sent, by the core's word for it. */
  waiting: 'rate_limited' | 'little_space' | null;
}

export class FakeRun {
  state: RunState = 'running';
  finished: number;
  private known = 0;
  private log: LogLine[] = [];
  private readonly items: RunItem[] = [];
  private readonly startedTime: string;
  private timer: ReturnType<typeof setInterval> | undefined;
  private watchers: { tell: (progress: Progress) => void; end: (result: RunResult) => void }[] = [];

  constructor(
    readonly id: string,
    private readonly workspace: FakeWorkspace,
    private readonly plan: RunPlan,
    private readonly now: () => Date,
  ) {
    this.startedTime = now().toISOString();
    this.finished = 0;
    if (plan.startAt > 0) this.known = this.total;
    while (this.finished < plan.startAt) this.read();
    this.timer = setInterval(() => this.step(), beat);
  }

  private get total(): number {
    return this.workspace.nodes.length;
  }

  watch(tell: (progress: Progress) => void): Promise<RunResult> {
    return new Promise((end) => {
      this.watchers.push({ tell, end });
      this.tell();
      if (this.over) end(this.result());
    });
  }

  pause(paused: boolean): void {
    if (this.over) return;
    this.state = paused ? 'paused' : 'running';
    this.tell();
  }

  stop(): void {
    if (!this.over) this.finish('stopped');
  }

  refuse(): void {
    if (!this.over) this.finish('needsSignIn');
  }

  complete(): void {
    if (!this.over) this.finish('completed');
  }

  get over(): boolean {
    return ['completed', 'stopped', 'needsSignIn'].includes(this.state);
  }

  get progress(): Progress {
    const finding = this.known < this.total;
    const remaining = this.known - this.finished;
    const waits = this.state === 'running' ? this.plan.waiting : null;
    const phase = this.state === 'completed' ? 'done' : finding ? 'finding' : remaining === 0 ? 'linking' : 'reading';
    return {
      phase,
      sentenceKey: `progress-${phase}`,
      known: this.known,
      finished: this.finished,
      ...this.counted(),
      filesStored: this.filesStored,
      remaining,
      requests: this.finished + Math.ceil(this.known / 100),
      etaSeconds: finding ? null : Math.ceil(remaining / 2.7),
      waitingSeconds: waits ? 24 : null,
      waitingReason: waits,
      waitingMegabytes: waits === 'little_space' ? 340 : null,
      titlesComplete: !finding,
      paused: this.state === 'paused',
      log: this.log.splice(0),
    };
  }

  summary(): RunSummary {
    const objects: Counts = { found: this.known, ...this.counted() };
    const none: Counts = { found: 0, stored: 0, unchanged: 0, skipped: 0, refused: 0, failed: 0 };
    return {
      id: this.id,
      kind: 'import',
      trigger: 'window',
      state: this.state,
      startedTime: this.startedTime,
      finishedTime: this.over ? this.now().toISOString() : null,
      objects,
      files: { ...none, found: this.filesStored, stored: this.filesStored },
      comments: none,
      requests: this.progress.requests,
      pushed: nothingPushed,
      records: nothingChecked,
      items: this.items,
    };
  }

  private get filesStored(): number {
    return Math.round(this.finished * files);
  }

  private counted(): Omit<Counts, 'found'> {
    const of = (outcome: RunItem['outcome']) => this.items.filter((item) => item.outcome === outcome).length;
    return {
      stored: this.finished - this.items.length,
      unchanged: 0,
      skipped: of('skipped'),
      refused: of('refused'),
      failed: of('failed'),
    };
  }

  private step(): void {
    if (this.state !== 'running') return;
    if (this.known < this.total) this.known = Math.min(this.total, this.known + this.plan.pace * 10);
    else if (this.finished === this.total) return this.finish('completed');
    else for (let read = 0; read < this.plan.pace && this.finished < this.total && !this.held; read += 1) this.read();
    this.tell();
  }

  private get held(): boolean {
    return this.plan.holdAt !== null && this.finished >= this.plan.holdAt;
  }

  private read(): void {
    const node = this.workspace.nodes[this.finished];
    const hole = holes[this.finished];
    this.finished += 1;
    if (hole)
      this.items.push({ id: node.id, what: 'object', title: node.title, ...hole, message: null, requestId: 'f3a1c0de-77aa' });
    this.log.push({
      time: this.now().toISOString(),
      outcome: hole?.outcome ?? 'stored',
      title: node.title,
      detail: hole?.reason ?? '',
    });
  }

  private tell(): void {
    const progress = this.progress;
    for (const { tell } of this.watchers) tell(progress);
  }

  private finish(state: 'completed' | 'stopped' | 'needsSignIn'): void {
    clearInterval(this.timer);
    this.state = state;
    this.tell();
    for (const { end } of this.watchers) end(this.result());
  }

  private result(): RunResult {
    return {
      run: this.id,
      state: this.state,
      resumed: false,
      refusedRequest: null,
      cutShort: false,
      summary: this.summary(),
      pushed: nothingPushed,
      records: nothingChecked,
      brakes: [],
      audits: 0,
    };
  }
}
