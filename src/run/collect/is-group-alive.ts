import { readdirSync, readFileSync } from 'node:fs';

/** True while a process group has a member that runs; one that has ended and that nobody asked about does not count. */
export function isGroupAlive(group: number): boolean {
  if (process.platform === 'win32' || !exists(group)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && isMember(name, group));
}

function exists(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

function isMember(pid: string, group: number): boolean {
  try {
    // `pid (name) state parent group ...`, see proc_pid_stat(5); a name may hold parentheses itself.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(pgrp) === group && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}
