import { readFileSync } from 'node:fs';

/** Longest line of parents that is followed. */
const depth = 64;

/** Whether a process is this one or descends from it. False for one that is gone or hidden. */
export function isOwnProcess(pid: number): boolean {
  let at = pid;
  for (let step = 0; step < depth && at > 1; step++) {
    if (at === process.pid) return true;
    at = parentOf(at);
  }
  return at === process.pid;
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
