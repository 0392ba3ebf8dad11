import { readFileSync } from 'node:fs';

/** What a process of Linux has used of all processors so far, in seconds: unlike times on the wall, load hardly hurts it. */
export function processorSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Fields after the name, which may hold anything: ticks of its own and of the system for it, a hundredth of a second each.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
