import { readdirSync, readFileSync, statfsSync } from 'node:fs';
import { insideTemporary } from './inside-environment.ts';
import { killQuietly, type ProcessGroup, type Usage } from './process-group.ts';
import { readProcess } from './read-process.ts';

/**
 * The processes of a process namespace.
 *
 * Its first process is the only child of the wrapper; when that one ends, the kernel ends all others, however they
 * forked and whatever session they are in. They are counted through the /proc of the namespace, which lists no others.
 *
 * @param wrapper process id of `unshare` or `bwrap`
 */
export function namespaceGroup(wrapper: number): ProcessGroup {
  let known: number | undefined;
  const first = () => (known ??= onlyChild(wrapper));
  return {
    kill() {
      const init = first();
      // Before there is one, the wrapper takes with it what it is about to start.
      if (init === undefined) killQuietly(-wrapper);
      else killQuietly(init);
    },
    // The kernel has ended all others with the first.
    sweep: () => Promise.resolve(),
    count() {
      const init = first();
      return init === undefined ? 0 : idsIn(`/proc/${init}/root/proc`).length;
    },
    usage() {
      const init = first();
      return init === undefined ? undefined : readUsage(`/proc/${init}/root`);
    },
  };
}

function onlyChild(pid: number): number | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return children === '' ? undefined : Number(children.split(' ')[0]);
  } catch {
    return undefined;
  }
}

function readUsage(root: string): Usage | undefined {
  try {
    const facts = idsIn(`${root}/proc`).map((id) => readProcess(`${root}/proc/${id}`));
    const { blocks, bfree, bsize } = statfsSync(root + insideTemporary);
    const held = (blocks - bfree) * bsize;
    return {
      memoryBytes: sum(facts.map(({ memoryBytes }) => memoryBytes)),
      writtenBytes: held + sum(facts.map(({ writtenBytes }) => writtenBytes)),
    };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

/** Empty when it has ended meanwhile. */
function idsIn(proc: string): string[] {
  try {
    return readdirSync(proc).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
