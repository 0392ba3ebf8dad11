import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { killQuietly, type ProcessGroup } from './process-group.ts';
import { readProcess } from './read-process.ts';

/** Variable by which processes without a namespace of their own are known. */
export const markName = 'GALLEY_SANDBOX';

/** Rounds in which a group that goes on forking must be caught. */
const rounds = 20;

/**
 * All processes that have got a mark with their environment, wherever they were put by forking and `setsid`. One that
 * clears its environment on purpose gets away: this is no sandbox. Systems without /proc know the process group only.
 */
export function markedGroup(pid: number, env: Readonly<Record<string, string>>): ProcessGroup {
  const mark = `${markName}=${env[markName] ?? ''}`;
  const members = memberFinder(mark);
  const kill = () => {
    killQuietly(-pid);
    const found = members();
    found.forEach(killQuietly);
    return found.length;
  };
  return {
    kill,
    async sweep() {
      for (let round = 0; round < rounds && kill() > 0; round++) await wait(5);
    },
    count: () => members().length,
    usage() {
      const facts = members().map((id) => readProcess(`/proc/${id}`));
      return {
        memoryBytes: facts.reduce((sum, fact) => sum + fact.memoryBytes, 0),
        writtenBytes: facts.reduce((sum, fact) => sum + fact.writtenBytes, 0),
      };
    },
  };
}

/** Looks at each process once: what it is does not change. */
function memberFinder(mark: string): () => number[] {
  let known = new Map<string, boolean>();
  return () => {
    const before = known;
    known = new Map(processIds().map((id) => [id, before.get(id) ?? hasMark(id, mark)]));
    return [...known].filter(([, isMember]) => isMember).map(([id]) => Number(id));
  };
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function hasMark(id: string, mark: string): boolean {
  try {
    return readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(mark);
  } catch {
    return false;
  }
}
