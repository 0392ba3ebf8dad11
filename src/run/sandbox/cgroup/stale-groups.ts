import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

/** Name of a group of this process, by which it is known when the process is long gone. */
export function groupName(what: string | number): string {
  return `galley-${process.pid}-${what}`;
}

/** Takes away groups of runs that were killed. */
export function removeStaleGroups(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^galley-(\d+)-\w+$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) tryRemoveGroup(join(folder, name));
  }
}

/** Removes a group. One that still holds a process, or is gone already, is left to the next run. */
export function tryRemoveGroup(group: string): void {
  try {
    rmdirSync(group);
  } catch {
    // Nothing is lost: a group without processes costs next to nothing.
  }
}
