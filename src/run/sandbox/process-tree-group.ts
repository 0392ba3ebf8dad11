import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { killQuietly, type ProcessGroup } from './process-group.ts';

/** Milliseconds that a list of processes stays good: `ps` costs about ten. */
const freshness = 250;

const rounds = 20;

interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly memoryBytes: number;
}

/**
 * Everything that descends from a process or is in its group, by `ps`, for systems without /proc. Who was once seen in
 * it stays in it: a process that leaves by forking twice is lost only when it is quicker than the next look.
 */
export function processTreeGroup(root: number): ProcessGroup {
  const members = new Set([root]);
  let seen = { at: -Infinity, processes: [] as ListedProcess[] };
  const look = () => {
    if (performance.now() - seen.at > freshness) {
      const all = parseProcesses(listProcesses());
      // Parents have lower numbers most of the time; where not, the next look finds them.
      for (const { pid, parent, group } of all) if (members.has(parent) || group === root) members.add(pid);
      seen = { at: performance.now(), processes: all.filter(({ pid }) => members.has(pid)) };
    }
    return seen.processes;
  };
  const kill = () => {
    seen = { at: -Infinity, processes: [] };
    killQuietly(-root);
    const found = look();
    for (const { pid } of found) killQuietly(pid);
    return found.length;
  };
  return {
    kill,
    async sweep() {
      for (let round = 0; round < rounds && kill() > 0; round++) await wait(5);
    },
    count: () => look().length,
    usage: () => ({
      memoryBytes: look().reduce((sum, process) => sum + process.memoryBytes, 0),
      writtenBytes: 0,
    }),
  };
}

/** Reads the output of {@link listProcesses}: process, parent, group, and kilobytes of resident memory. */
export function parseProcesses(text: string): ListedProcess[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((fields) => fields.length === 4 && fields.every(Number.isFinite))
    .map(([pid = 0, parent = 0, group = 0, kilobytes = 0]) => {
      return { pid, parent, group, memoryBytes: kilobytes * 1024 };
    });
}

function listProcesses(): string {
  return execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,rss='], { encoding: 'utf8', timeout: 5_000 });
}
