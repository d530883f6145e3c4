/** What a run is doing, in one sentence. Pure. */
import { canBeUnlocked } from '../backend';
import { etaWords } from '../flow/eta';
import { formatCountdown, t } from '../words';
import type { RunWatch } from './run-watch.svelte';

export type RunMood = 'working' | 'paused' | 'waiting' | 'done' | 'stopped' | 'signedOut' | 'trouble';

/** Why nothing is sent, by the core's word for it; everything else is Notion asking for a slower pace. */
const waitingWords: Record<string, string> = {
  offline: 'run-offline',
  proxy_page: 'run-proxy-page',
  notion_trouble: 'run-waiting',
  little_space: 'run-little-space',
  long_trouble: 'strip-trouble',
};

export function runMood(run: RunWatch): RunMood {
  if (run.error?.code === 'needs_sign_in' || run.result?.state === 'needsSignIn') return 'signedOut';
  if (run.error?.code === 'cancelled') return 'stopped';
  if (run.error || run.result?.state === 'failed') return 'trouble';
  if (run.result?.state === 'completed') return 'done';
  if (run.result) return 'stopped';
  if (run.paused) return 'paused';
  return run.progress?.waitingReason ? 'waiting' : 'working';
}

/** Whether it waits until the disk has room. */
export const isForRoom = (run: RunWatch): boolean => runMood(run) === 'waiting' && run.progress?.waitingReason === 'little_space';

/** Whether Notion has had trouble of its own for minutes. */
export const isLongTrouble = (run: RunWatch): boolean =>
  runMood(run) === 'waiting' && run.progress?.waitingReason === 'long_trouble';

/** Whether it ended because its key lies where it is locked. */
export const isLocked = (run: RunWatch): boolean => run.error !== null && canBeUnlocked(run.error);

/** Whether it waits for the network: nobody can know when that is back, so no countdown promises it. */
export const isOffline = (run: RunWatch): boolean => ['offline', 'proxy_page'].includes(run.progress?.waitingReason ?? '');

/** Whether a run ended before everything was accounted for. */
export const canGoOn = (run: RunWatch): boolean => ['stopped', 'trouble'].includes(runMood(run));

export function runSentence(run: RunWatch): string {
  const { finished, known } = run.progress ?? { finished: 0, known: 0 };
  switch (runMood(run)) {
    case 'signedOut':
      return t('run-needs-sign-in');
    case 'trouble':
      return t('run-failed');
    case 'done': {
      const { stored, unchanged, skipped, failed, refused } = run.result!.summary.objects;
      return t('run-complete', { imported: stored + unchanged, skipped, failed: failed + refused });
    }
    case 'stopped':
      return t('run-stopped', { finished, known });
    case 'paused':
      return t('run-paused', { finished, known });
    case 'waiting':
      return t(waitingWords[run.progress?.waitingReason ?? ''] ?? 'run-slowed', {
        megabytes: run.progress?.waitingMegabytes ?? 0,
      });
    case 'working':
      if (run.progress === null) return t('run-starting');
      if (run.phase === 'finding') return t('run-finding', { known });
      return t(run.phase === 'linking' ? 'run-linking' : 'run-reading', { finished, known });
  }
}

/** What stands opposite the sentence: the time left, or when it goes on. */
export function runAside(run: RunWatch): string {
  const mood = runMood(run);
  if (mood === 'waiting') {
    if (isOffline(run) || isForRoom(run) || !run.progress?.waitingSeconds) return '';
    return t('run-continuing', { countdown: formatCountdown(run.progress.waitingSeconds) });
  }
  if (mood !== 'working') return '';
  const { id, values } = etaWords(run.eta?.shown ?? null);
  const reason = run.eta?.reason;
  if (!reason) return t(id, values);
  const left = t(id, values);
  return reason.kind === 'found' ? t('eta-found-more', { left, pages: reason.pages }) : t('eta-slow', { left });
}

/** The same for a screen reader, as the value of the progress bar. */
export function runValueText(run: RunWatch): string {
  const aside = runMood(run) === 'working' ? runAside(run) : '';
  const { finished, known } = run.progress ?? { finished: 0, known: 0 };
  if (run.phase === 'finding') return runSentence(run);
  return aside ? t('run-value', { finished, known, left: aside }) : runSentence(run);
}
