import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackendError, type Backend, type Progress, type RunResult } from '../backend';
import { FakeBackend } from '../backend/fake';
import { canGoOn, isLocked, isLongTrouble, runAside, runMood, runSentence, runValueText } from './run-words';
import { RunWatch } from './run-watch.svelte';

const counts = { stored: 0, unchanged: 0, skipped: 0, refused: 0, failed: 0 };
const message = (more: Partial<Progress>): Progress => ({
  phase: 'reading',
  sentenceKey: 'progress-reading',
  known: 100,
  finished: 0,
  ...counts,
  filesStored: 0,
  remaining: 100,
  requests: 0,
  etaSeconds: null,
  waitingSeconds: null,
  waitingReason: null,
  waitingMegabytes: null,
  titlesComplete: true,
  paused: false,
  log: [],
  ...more,
});

function watch() {
  let tell: (progress: Progress) => void = () => undefined;
  let end: (result: RunResult) => void = () => undefined;
  let refuse: (error: BackendError) => void = () => undefined;
  const backend: Backend = new FakeBackend();
  backend.watchRun = (_run, onProgress) => {
    tell = onProgress;
    return new Promise((resolve, reject) => ((end = resolve), (refuse = reject)));
  };
  const run = new RunWatch(backend, '1', () => 0);
  run.begin();
  return { run, tell: (more: Partial<Progress>) => tell(message(more)), end: () => end, refuse: () => refuse };
}

describe('a run that is watched', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('redraws at most four times a second, and always ends on the latest message', () => {
    const { run, tell } = watch();
    tell({ finished: 1 });
    expect(run.progress?.finished).toBe(1);
    for (let finished = 2; finished <= 5; finished += 1) tell({ finished });
    expect(run.progress?.finished).toBe(1);
    vi.advanceTimersByTime(250);
    expect(run.progress?.finished).toBe(5);
  });

  it('keeps the bar where it was when more pages turn up', () => {
    const { run, tell } = watch();
    tell({ finished: 50 });
    tell({ finished: 60, known: 1000 });
    vi.advanceTimersByTime(250);
    expect(run.bar).toBe(0.5);
  });

  it('loses no line of the log between two redraws', () => {
    const { run, tell } = watch();
    const line = (title: string) => ({ time: '2026-11-20T17:02:40Z', outcome: 'stored' as const, title, detail: '' });
    tell({ log: [line('a')] });
    tell({ log: [line('b')] });
    tell({ log: [line('c')] });
    vi.advanceTimersByTime(250);
    expect(run.log.map((one) => one.title)).toEqual(['a', 'b', 'c']);
  });

  it('answers a press of Pause at once, before the core does', async () => {
    const { run, tell } = watch();
    run['backend'].pauseRun = async () => undefined;
    tell({ finished: 12 });
    const asked = run.setPaused(true);
    expect(runMood(run)).toBe('paused');
    expect(runSentence(run)).toBe('Paused at 12 of 100');
    await asked;
    tell({ finished: 12, paused: true });
    vi.advanceTimersByTime(250);
    expect(run.pausing).toBeNull();
    expect(run.paused).toBe(true);
  });

  it('says why it waits', () => {
    const { run, tell } = watch();
    tell({ waitingSeconds: 24, waitingReason: 'rate_limited' });
    expect(runSentence(run)).toBe('Notion asked us to slow down.');
    tell({ waitingSeconds: 24, waitingReason: 'offline' });
    vi.advanceTimersByTime(250);
    expect(runSentence(run)).toBe('You are offline. The import goes on by itself.');
  });

  it('says how little room there is, and promises no moment', () => {
    const { run, tell } = watch();
    tell({ finished: 41, waitingSeconds: 15, waitingReason: 'little_space', waitingMegabytes: 340 });
    expect([runSentence(run), runAside(run)]).toEqual(['Import paused: 340 MB left on this disk.', '']);
    tell({ finished: 41 });
    vi.advanceTimersByTime(250);
    expect(runSentence(run)).toBe('Import paused: 340 MB left on this disk.');
  });

  it('tells trouble of Notion that lasts from a hiccup', () => {
    const { run, tell } = watch();
    tell({ finished: 41, waitingSeconds: 60, waitingReason: 'notion_trouble' });
    expect([runSentence(run), isLongTrouble(run)]).toEqual(['Waiting for Notion.', false]);
    tell({ finished: 41, waitingSeconds: 60, waitingReason: 'long_trouble' });
    vi.advanceTimersByTime(250);
    expect([runSentence(run), isLongTrouble(run)]).toEqual(['Notion is having trouble. We try again every few minutes.', true]);
  });

  it('that ends at a locked keychain can be unlocked, unless it is about keeping a new key', async () => {
    for (const [details, locked] of [
      [{}, true],
      [{ reason: 'passphrase' }, true],
      [{ reason: 'renewal' }, false],
    ] as const) {
      const { run, refuse } = watch();
      refuse()(new BackendError('keychain_locked', details));
      await vi.runAllTimersAsync();
      expect(isLocked(run)).toBe(locked);
    }
  });

  it('promises no moment while the network is gone', () => {
    const { run, tell } = watch();
    tell({ waitingSeconds: 24, waitingReason: 'offline' });
    expect(runAside(run)).toBe('');
    tell({ waitingSeconds: 24, waitingReason: 'rate_limited' });
    vi.advanceTimersByTime(250);
    expect(runAside(run)).toBe('Continuing in 0:24');
  });

  it('waits on between two attempts, until something has come', () => {
    const { run, tell } = watch();
    tell({ finished: 41, waitingSeconds: 3, waitingReason: 'offline' });
    tell({ finished: 41 });
    vi.advanceTimersByTime(250);
    expect(runMood(run)).toBe('waiting');
    tell({ finished: 42 });
    vi.advanceTimersByTime(250);
    expect(runMood(run)).toBe('working');
  });

  it('keeps what was known while it is taken up again', () => {
    const { run, tell } = watch();
    tell({ known: 400, finished: 120, stored: 120 });
    tell({ phase: 'finding', known: 0, finished: 0, waitingSeconds: 15, waitingReason: 'offline' });
    vi.advanceTimersByTime(250);
    expect([run.phase, run.progress?.finished, run.progress?.known, runMood(run)]).toEqual(['reading', 120, 400, 'waiting']);
    tell({ known: 400, finished: 130 });
    vi.advanceTimersByTime(250);
    expect(run.progress?.finished).toBe(130);
  });

  it('a pause that is refused ends nothing', async () => {
    const { run, tell } = watch();
    run['backend'].pauseRun = () => Promise.reject(new BackendError('owner_busy', { action: 'pause', owner: ' (cli 7)' }));
    tell({ finished: 12 });
    await run.setPaused(true);
    expect([run.running, run.paused, runMood(run), run.refusal?.code]).toEqual([true, false, 'working', 'owner_busy']);
  });

  it('that was withdrawn is stopped, not broken', async () => {
    const { run, tell, refuse } = watch();
    tell({ finished: 50 });
    refuse()(new BackendError('cancelled'));
    await vi.runAllTimersAsync();
    expect([runMood(run), canGoOn(run)]).toEqual(['stopped', true]);
  });

  it('has a value that can be read aloud', () => {
    const { run, tell } = watch();
    expect(runSentence(run)).toBe('Starting…');
    tell({ finished: 50, etaSeconds: 900 });
    expect(runValueText(run)).toBe('50 of 100 pages, about 15 minutes left');
  });

  it('that breaks keeps its numbers and shows the error', async () => {
    const { run, tell, refuse } = watch();
    tell({ finished: 50 });
    refuse()(new BackendError('disk_full'));
    await vi.runAllTimersAsync();
    expect([run.running, runMood(run), run.error?.code, run.progress?.finished]).toEqual([false, 'trouble', 'disk_full', 50]);
  });
});
