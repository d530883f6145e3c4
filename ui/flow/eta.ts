/**
 * How long it will still take, in words a person can plan by.
 *
 * The core measures the seconds; this module decides what may be shown. The rules it protects: nothing is promised before
 * there is something to measure, steps get coarser with distance, the shown value rises at most once in 30 s and says why,
 * and the bar never moves backwards.
 */
const measuredPages = 20;
const measuredMilliseconds = 15_000;
const riseEvery = 30_000;
const halfHour = 1800;

export interface EtaInput {
  /** Milliseconds on any steady clock. */
  now: number;
  seconds: number | null;
  known: number;
  finished: number;
}

export type RiseReason = { kind: 'found'; pages: number } | { kind: 'slow' };

export interface Eta {
  startedAt: number;
  /** What is on the screen, already rounded; null while it is being estimated. */
  shown: number | null;
  changedAt: number;
  known: number;
  reason: RiseReason | null;
}

export const beginEta = (now: number, known: number): Eta => ({
  startedAt: now,
  shown: null,
  changedAt: now,
  known,
  reason: null,
});

export function advanceEta(eta: Eta, input: EtaInput): Eta {
  if (input.seconds === null) return eta;
  const seconds = roundForPeople(input.seconds);
  if (eta.shown === null) {
    const measured = input.finished >= measuredPages || input.now - eta.startedAt >= measuredMilliseconds;
    return measured ? { ...eta, shown: seconds, changedAt: input.now, known: input.known } : eta;
  }
  if (seconds < eta.shown) return { ...eta, shown: seconds, known: input.known, reason: null };
  if (seconds === eta.shown || input.now - eta.changedAt < riseEvery) return eta;
  const pages = input.known - eta.known;
  const reason: RiseReason = pages > 0 ? { kind: 'found', pages } : { kind: 'slow' };
  return { ...eta, shown: seconds, changedAt: input.now, known: input.known, reason };
}

/** Less than a minute; whole minutes to ten; fives to sixty; then half hours. */
export function roundForPeople(seconds: number): number {
  if (seconds < 60) return 0;
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 10) return minutes * 60;
  const fives = Math.round(seconds / 300) * 300;
  if (fives < 3600) return Math.max(fives, 600);
  return Math.max(2, Math.round(seconds / halfHour)) * halfHour;
}

/** What may be shown where nobody has watched from the beginning; null while it is being estimated. */
export const leftRoughly = ({ etaSeconds, finished }: { etaSeconds: number | null; finished: number }): number | null =>
  etaSeconds === null || finished < measuredPages ? null : roundForPeople(etaSeconds);

/** The message for a rounded value. */
export function etaWords(shown: number | null): { id: string; values: Record<string, number | string> } {
  if (shown === null) return { id: 'eta-estimating', values: {} };
  if (shown < 60) return { id: 'eta-under-a-minute', values: {} };
  if (shown < 3600) return { id: 'eta-minutes', values: { minutes: shown / 60 } };
  const halves = Math.round(shown / halfHour);
  return { id: 'eta-hours', values: { hours: Math.floor(halves / 2), half: halves % 2 === 1 ? 'yes' : 'no' } };
}

/** The share of the bar that is filled. What was shown once stays, even when more pages turn up. */
export function holdBar(before: number, finished: number, known: number): number {
  const share = known > 0 ? finished / known : 0;
  return Math.min(1, Math.max(before, share));
}
