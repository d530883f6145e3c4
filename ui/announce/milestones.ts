/** When a long import is worth a spoken sentence: each new phase, every tenth part, at most every 30 s, and the end. */
import type { Phase } from '../backend';

export interface Spoken {
  phase: Phase | null;
  tenth: number;
  at: number;
}

export const nothingSpoken: Spoken = { phase: null, tenth: 0, at: -Infinity };

export function nextSpoken(before: Spoken, phase: Phase, share: number, now: number): Spoken | null {
  const tenth = Math.floor(share * 10);
  if (phase !== before.phase) return { phase, tenth, at: now };
  if (tenth > before.tenth && now - before.at >= 30_000) return { phase, tenth, at: now };
  return null;
}
