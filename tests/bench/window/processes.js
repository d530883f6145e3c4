// What a program and everything it started take from the machine, as Linux counts it (proc(5)).

import { readFileSync } from 'node:fs';

/** Ticks of the processor's clock in a second; Linux shows this many to every program (time(7)). */
const ticks = 100;

/**
 * A process and all below it.
 * @param {number} pid
 * @returns {number[]}
 */
export function family(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return [pid, ...children.flatMap(family)];
  } catch {
    return [];
  }
}

/** @param {number} pid */
function fields(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name is in brackets and may hold spaces.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** When a process began, in milliseconds since 1970. @param {number} pid */
export function beganAt(pid) {
  const boot = Number(/^btime (\d+)/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]);
  // The clock of starts counts from the boot, whose own second is rounded; the uptime is not.
  const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  const exactBoot = Date.now() / 1000 - uptime;
  return (Math.abs(exactBoot - boot) < 2 ? exactBoot : boot) * 1000 + (Number(fields(pid)[19]) / ticks) * 1000;
}

/** Seconds of processor time that these processes have used. @param {number[]} pids */
export function processorSeconds(pids) {
  return pids.reduce((sum, pid) => {
    const all = fields(pid);
    return sum + (Number(all[11]) + Number(all[12])) / ticks;
  }, 0);
}

/** Megabytes that these processes hold, what they share divided between those who share it. @param {number[]} pids */
export function megabytes(pids) {
  return pids.reduce((sum, pid) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1000;
  }, 0);
}
