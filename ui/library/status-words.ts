/** What the strip says and offers, from the run if one is going on, from the core's status otherwise. Pure. */
import type { Attention, Looking, Status } from '../backend';
import { isForRoom, isLongTrouble, isOffline, runMood } from '../import/run-words';
import type { RunWatch } from '../import/run-watch.svelte';
import { etaWords, leftRoughly } from '../flow/eta';
import { formatCountdown, formatUntil, t } from '../words';

export type StripLook = 'ok' | 'working' | 'paused' | 'waiting' | 'offline' | 'attention' | 'decide' | 'empty' | 'stopped';
export type StripAction =
  'trouble' | 'unlock' | 'sync' | 'goOn' | 'pause' | 'resume' | 'resumeSyncing' | 'reconnect' | 'connectAgain' | 'review' | null;

export interface StripState {
  look: StripLook;
  sentence: string;
  action: StripAction;
}

export function stripState(
  status: Status | undefined,
  run: RunWatch | null,
  attention: Attention | undefined,
  now: Date,
): StripState {
  if (run?.running && run.progress) return runState(run, status, now);
  switch (status?.state) {
    case undefined:
      return { look: 'working', sentence: t('strip-asking'), action: null };
    case 'needsSignIn':
      return { look: 'attention', sentence: t('strip-reconnect'), action: 'reconnect' };
    case 'stopped':
      return { look: 'stopped', sentence: t('strip-stopped'), action: 'connectAgain' };
    case 'unfinished':
      return {
        look: 'paused',
        sentence: t('strip-unfinished', { finished: status.finished, known: status.known }),
        action: 'goOn',
      };
    case 'offline':
      return { look: 'offline', sentence: t('strip-offline'), action: null };
    case 'empty':
      return { look: 'empty', sentence: t('strip-empty'), action: 'sync' };
    case 'keychainLocked':
      return { look: 'attention', sentence: t('strip-keychain'), action: 'unlock' };
    case 'passphraseLocked':
      return { look: 'attention', sentence: t('strip-passphrase'), action: 'unlock' };
    case 'notionTrouble':
      return { look: 'waiting', sentence: t('strip-trouble'), action: 'trouble' };
    case 'littleSpace':
      return { look: 'paused', sentence: littleSpace(status.freeMegabytes), action: 'sync' };
    case 'waiting':
      return { look: 'waiting', sentence: t('strip-waiting'), action: null };
    case 'importing':
    case 'syncing':
      return underWay(status, now);
    case 'upToDate':
    case 'unsent':
      if (status.looking?.paused) return { look: 'paused', sentence: pausedWords(status.looking, now), action: 'resumeSyncing' };
      if (attention && attention.decisions > 0) return { look: 'decide', sentence: decisionWords(attention), action: 'review' };
      if (attention && attention.parked > 0)
        return { look: 'decide', sentence: t('strip-parked', { count: attention.parked }), action: 'review' };
      if (status.state === 'unsent') return { look: 'waiting', sentence: t('strip-unsent'), action: 'sync' };
      return { look: 'ok', sentence: upToDate(status.looking), action: 'sync' };
  }
}

/** Where openings decide and not the clock, it is only known of the last look. */
const upToDate = (looking: Looking | null): string => t(looking?.whenOpened ? 'strip-up-to-date-opened' : 'strip-up-to-date');

const littleSpace = (megabytes: number | null): string => t('strip-little-space', { megabytes: megabytes ?? 0 });

/** How many pages, and whether a large deletion, wait for the person. */
export const decisionWords = ({ decisions, brakes }: Attention): string =>
  t('strip-decisions', { count: decisions - brakes, brakes });

/** Until when nothing is looked at by itself. */
export const pausedWords = ({ pausedUntil }: Looking, now: Date): string =>
  pausedUntil === null ? t('strip-paused') : t('strip-paused-until', { time: formatUntil(pausedUntil, now) });

/** A run that something else began, a terminal for example. The tray says the same of every run. */
function underWay(status: Status, now: Date): StripState {
  const { finished, known, finding } = status;
  if (status.held) return { look: 'paused', sentence: held(status.heldUntil, finished, known, now), action: null };
  return {
    look: 'working',
    sentence: working(status.state === 'syncing', finding, finished, known, leftRoughly(status)),
    action: null,
  };
}

/** How far a run is that is held back, and until when a pause does that. */
const held = (until: string | null, finished: number, known: number, now: Date): string =>
  until === null
    ? t('run-paused', { finished, known })
    : t('run-paused-until', { time: formatUntil(until, now), finished, known });

function working(syncing: boolean, finding: boolean, finished: number, known: number, left: number | null): string {
  if (syncing) return t('strip-syncing', { known: finding ? 0 : known });
  if (finding) return t('run-finding', { known });
  const { id, values } = etaWords(left);
  return t('strip-run', { finished, known, left: t(`${id}-plain`, values) });
}

function runState(run: RunWatch, status: Status | undefined, now: Date): StripState {
  const { finished, known, waitingSeconds } = run.progress ?? { finished: 0, known: 0, waitingSeconds: null };
  switch (runMood(run)) {
    case 'paused':
      return { look: 'paused', sentence: held(status?.heldUntil ?? null, finished, known, now), action: 'resume' };
    case 'waiting':
      if (isOffline(run)) return { look: 'offline', sentence: t('strip-offline'), action: 'pause' };
      if (isLongTrouble(run)) return { look: 'waiting', sentence: t('strip-trouble'), action: 'trouble' };
      if (isForRoom(run))
        return { look: 'paused', sentence: littleSpace(run.progress?.waitingMegabytes ?? null), action: 'pause' };
      return {
        look: 'waiting',
        sentence: waitingSeconds ? t('strip-waiting-for', { countdown: formatCountdown(waitingSeconds) }) : t('strip-waiting'),
        action: 'pause',
      };
    default: {
      const sentence = working(status?.state === 'syncing', run.phase === 'finding', finished, known, run.eta?.shown ?? null);
      return { look: 'working', sentence, action: 'pause' };
    }
  }
}
