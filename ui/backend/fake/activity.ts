/** What is going on, in memory: an import that began some minutes ago, then a sync now and then. */
import type { Changed, Problem, ReportFormat, Traffic, TrafficSpan } from '../activity';
import type { RunItem, RunSummary } from '../backend';

const spans = 60;
const secondsEach = 10;

/** Ten minutes in which an import came to its end and little happened afterwards. */
export function trafficAt(now: Date, isRunning: boolean): Traffic {
  const shape = (place: number): TrafficSpan => {
    if (place >= 8 && place < 26) {
      const left = 26 - place;
      return { requests: place < 24 ? 24 + ((place * 7) % 6) : 9, waiting: left * 41 };
    }
    if (isRunning && place >= 48) return { requests: 23 + ((place * 5) % 7), waiting: (spans - place) * 9 + 5 };
    return place % 18 === 3 ? { requests: 2, waiting: 0 } : { requests: 0, waiting: null };
  };
  return {
    until: now.toISOString(),
    secondsEach,
    allowed: 3,
    heldUntil: null,
    waiting: isRunning ? 5 : 0,
    spans: Array.from({ length: spans }, (_, place) => shape(place)),
  };
}

/** The holes of the last run that were not meant to be. */
export function problemsOf(run: RunSummary | undefined): Problem[] {
  const bad = (run?.items ?? []).filter((item: RunItem) => item.outcome === 'failed' || item.outcome === 'refused');
  return bad
    .map((item) => ({ ...item, page: item.id, run: run?.id ?? '', time: run?.startedTime ?? '' }))
    .sort((one, other) => one.outcome.localeCompare(other.outcome));
}

export class FakeActivity {
  /** Reports that were saved. */
  readonly reports: string[] = [];
  /** Something in the memory has changed. */
  change: (changed: Changed) => void = () => undefined;

  hear(onChange: (changed: Changed) => void): void {
    this.change = onChange;
  }

  save(run: string, format: ReportFormat): string {
    const name = `keepsake-run-${run}.${format === 'markdown' ? 'md' : 'json'}`;
    this.reports.push(name);
    return name;
  }
}
