/**
 * One run as the window sees it.
 *
 * Messages arrive up to ten times a second; the screen changes at most four times. The rules it protects: the bar never
 * moves backwards, what was known stays known while a run is taken up again, a button that was refused ends nothing, and
 * the log keeps a bounded tail.
 */
import {
  asBackendError,
  type Backend,
  type BackendError,
  type LogLine,
  type Phase,
  type Progress,
  type RunResult,
} from '../backend';
import { advanceEta, beginEta, holdBar, type Eta } from '../flow/eta';

const redrawEvery = 250;
const keptLines = 5000;

export class RunWatch {
  progress = $state.raw<Progress | null>(null);
  log = $state.raw<LogLine[]>([]);
  eta = $state.raw<Eta | null>(null);
  bar = $state(0);
  result = $state.raw<RunResult | null>(null);
  error = $state.raw<BackendError | null>(null);
  /** Why pausing or going on was refused; the run goes on as it was. */
  refusal = $state.raw<BackendError | null>(null);
  /** What was asked for but has not arrived yet, so that the button answers at once. */
  pausing = $state<boolean | null>(null);
  private latest: Progress | null = null;
  private lines: LogLine[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly backend: Backend,
    readonly id: string,
    private readonly elapsed: () => number,
  ) {}

  begin(): void {
    this.backend
      .watchRun(this.id, (progress) => this.receive(progress))
      .then(
        (result) => {
          this.draw();
          this.result = result;
          if (result.state === 'completed') this.bar = 1;
        },
        (thrown: unknown) => (this.error = asBackendError(thrown)),
      );
  }

  get phase(): Phase {
    return this.result?.state === 'completed' ? 'done' : (this.progress?.phase ?? 'finding');
  }

  get running(): boolean {
    return this.result === null && this.error === null;
  }

  get paused(): boolean {
    return this.pausing ?? this.progress?.paused ?? false;
  }

  get titlesComplete(): boolean {
    return this.result?.state === 'completed' || (this.progress?.titlesComplete ?? false);
  }

  async setPaused(paused: boolean): Promise<void> {
    this.pausing = paused;
    this.refusal = null;
    try {
      await (paused ? this.backend.pauseRun(this.id) : this.backend.resumeRun(this.id));
    } catch (thrown) {
      this.pausing = null;
      this.refusal = asBackendError(thrown);
    }
  }

  stop(remove: boolean): Promise<void> {
    return this.backend.stopRun(this.id, remove);
  }

  private receive(progress: Progress): void {
    this.latest = takenUp(this.latest ?? this.progress, progress);
    this.lines.push(...progress.log);
    if (this.progress === null) this.draw();
    else this.timer ??= setTimeout(() => this.draw(), redrawEvery);
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const progress = this.latest;
    if (progress === null) return;
    this.latest = null;
    const now = this.elapsed();
    const { known, finished } = progress;
    this.eta = advanceEta(this.eta ?? beginEta(now, known), { now, seconds: progress.etaSeconds, known, finished });
    this.bar = progress.phase === 'finding' ? this.bar : holdBar(this.bar, finished, known);
    this.progress = progress;
    if (progress.paused === this.pausing) this.pausing = null;
    if (this.lines.length > 0) {
      this.log = [...this.log, ...this.lines].slice(-keptLines);
      this.lines = [];
    }
  }
}

/**
 * What is shown of a message. A run that is taken up again counts anew; until it knows as much as before, what was known is
 * shown. Between two attempts it does not wait for a moment; until something has come, why it waits is still why.
 */
function takenUp(before: Progress | null, now: Progress): Progress {
  if (before === null) return now;
  const shown = now.known >= before.known ? now : { ...now, ...countsOf(before) };
  const still = shown.waitingReason === null && before.waitingReason !== null && shown.finished <= before.finished;
  return still && !shown.paused
    ? { ...shown, waitingReason: before.waitingReason, waitingMegabytes: before.waitingMegabytes }
    : shown;
}

function countsOf(progress: Progress): Partial<Progress> {
  const { phase, known, finished, stored, unchanged, skipped, refused, failed, filesStored, remaining, titlesComplete } =
    progress;
  return { phase, known, finished, stored, unchanged, skipped, refused, failed, filesStored, remaining, titlesComplete };
}
