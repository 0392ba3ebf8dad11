import { readFileSync } from 'node:fs';
import { unescapeFstab } from '../escape-fstab.ts';

/** Folder of the control group, version 2, that this process is in; undefined: this system has none. */
export function findOwnCgroup(): string | undefined {
  try {
    return locateCgroup(
      readFileSync('/proc/self/cgroup', 'utf8'),
      readFileSync('/proc/self/mountinfo', 'utf8'),
    );
  } catch {
    // Not Linux, or a kernel without control groups.
    return undefined;
  }
}

/**
 * The same by the texts of /proc/self/cgroup and /proc/self/mountinfo, see cgroups(7) and proc_pid_mountinfo(5).
 *
 * A container may show a part of the tree alone: its mount then names the group that it begins at.
 */
export function locateCgroup(cgroup: string, mountinfo: string): string | undefined {
  const own = /^0::(\/.*)$/m.exec(cgroup)?.[1];
  if (own === undefined || own.startsWith('/..')) return undefined;
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root = '', place = ''] = before.split(' ');
    if (!after.startsWith('cgroup2 ')) continue;
    const shown = root === '/' ? '' : unescapeFstab(root);
    if (own !== shown && !own.startsWith(`${shown}/`)) continue;
    return (unescapeFstab(place) + own.slice(shown.length)).replace(/\/$/, '');
  }
  return undefined;
}
