import { closeSync, constants, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { threadLimit } from '../inner-command.ts';
import type { SandboxLimits, SandboxResult } from '../sandbox.ts';
import type { Delegation } from './open-delegation.ts';
import { groupName, tryRemoveGroup } from './stale-groups.ts';

/** The control group of one command. */
export interface Cgroup {
  /** Words before a command that have it start inside, before it can do anything else. */
  readonly enter: readonly string[];
  /** Ends all in it at once. False: the kernel is older than 5.14 and cannot. */
  kill(): boolean;
  /** Waits until nothing is left in it. */
  emptied(): Promise<void>;
  /** Which limit the kernel itself enforced; empty: none. */
  exceeded(): Extract<SandboxResult['stopped'], '' | 'memory' | 'processes'>;
  remove(): Promise<void>;
}

/** Looks, of 10 ms each, at a group that is ending. */
const patience = 100;

let made = 0;

/** Makes a group whose limits the kernel enforces, between two looks of the watchdog too. Throws what `mkdir` throws. */
export function makeCgroup({ folder, controllers }: Delegation, limits: SandboxLimits): Cgroup {
  const group = join(folder, groupName(++made));
  mkdirSync(group);
  const isLimited = (controller: string): boolean => controllers.includes(controller);
  if (isLimited('memory')) limitMemory(group, limits);
  if (isLimited('pids')) writeFileSync(join(group, 'pids.max'), String(threadLimit(limits.processes)));
  return {
    enter: ['/bin/sh', '-c', 'echo $$ > "$1" && shift && exec "$@"', 'sh', join(group, 'cgroup.procs')],
    kill: () => tryWrite(join(group, 'cgroup.kill'), '1'),
    emptied: () => emptied(group),
    exceeded() {
      if (isLimited('memory') && eventOf(group, 'memory.events', 'oom_kill') > 0) return 'memory';
      return isLimited('pids') && eventOf(group, 'pids.events', 'max') > 0 ? 'processes' : '';
    },
    async remove() {
      await emptied(group);
      tryRemoveGroup(group);
    },
  };
}

/** What is kept in memory file systems counts as memory here; the watchdog counts it as disk. */
function limitMemory(group: string, { memoryBytes, diskBytes }: SandboxLimits): void {
  writeFileSync(join(group, 'memory.max'), String(memoryBytes + diskBytes));
  // Kernels without swap accounting and before 4.19 lack these.
  tryWrite(join(group, 'memory.swap.max'), '0');
  tryWrite(join(group, 'memory.oom.group'), '1');
}

async function emptied(group: string): Promise<void> {
  for (let look = 0; look < patience && eventOf(group, 'cgroup.events', 'populated') > 0; look++)
    await wait(10);
}

/** A number of a file of `name number` lines; 0 where there is none. */
function eventOf(group: string, file: string, name: string): number {
  try {
    const text = readFileSync(join(group, file), 'utf8');
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** False where the kernel has no such file. `cgroup.kill` can be written and not read, even by its owner. */
function tryWrite(file: string, text: string): boolean {
  try {
    const descriptor = openSync(file, constants.O_WRONLY);
    try {
      writeSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch {
    return false;
  }
}
