import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnProcess } from './is-own-process.ts';
import { groupName, removeStaleGroups, tryRemoveGroup } from './stale-groups.ts';

/** A control group in which Galley may make groups of its own. */
export interface Delegation {
  readonly folder: string;
  /** What is limited in those: `memory`, `pids`. */
  readonly controllers: readonly string[];
}

/** For people, on one line. */
export interface NoDelegation {
  readonly why: string;
}

export interface DelegationOptions {
  readonly controllers: readonly string[];
  /** Whether a process id is Galley's own, which may be moved; 0 is one that this system hides. */
  readonly isOurs: (pid: number) => boolean;
}

const wanted: DelegationOptions = { controllers: ['memory', 'pids'], isOurs: isOwnProcess };

/** How to get one from systemd. */
const ask = 'systemd-run --user --scope -p Delegate=yes galley tests';

/**
 * Makes this process's group ready to hold others, where it was delegated: it may be written to, it hands the
 * controllers down, and nobody else's programs are in it. Since no group may hold both processes and limited groups
 * ("no internal processes", cgroups(7)), Galley itself moves into one beside those that it will make.
 *
 * @param own folder of the group that this process is in; undefined: there is none
 */
export function openDelegation(
  own: string | undefined,
  { controllers, isOurs } = wanted,
): Delegation | NoDelegation {
  if (own === undefined) return { why: 'there is no cgroup v2 here' };
  try {
    const missing = lacking(own, controllers);
    if (missing.length > 0) return { why: `cgroup v2 does not hand down ${missing.join(' and ')} here` };
    for (const name of ['', 'cgroup.procs', 'cgroup.subtree_control'])
      accessSync(join(own, name), constants.W_OK);
    const inside = processesIn(own);
    // The topmost group is the only one that may hold both.
    const isTop = !existsSync(join(own, 'cgroup.type'));
    if (!isTop && !inside.every(isOurs)) return { why: `other programs share its cgroup: ${ask}` };
    removeStaleGroups(own);
    if (isTop) handDown(own, controllers);
    else moveDown(own, inside, controllers);
    return { folder: own, controllers };
  } catch (error) {
    return { why: `its cgroup may not be changed (${(error as NodeJS.ErrnoException).code}): ${ask}` };
  }
}

function lacking(own: string, controllers: readonly string[]): string[] {
  const there = readFileSync(join(own, 'cgroup.controllers'), 'utf8').trim().split(/\s+/);
  return controllers.filter((name) => !there.includes(name));
}

function processesIn(folder: string): number[] {
  return readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number);
}

function handDown(folder: string, controllers: readonly string[]): void {
  const line = controllers.map((name) => `+${name}`).join(' ');
  writeFileSync(join(folder, 'cgroup.subtree_control'), line);
}

/** All or nothing: what cannot be finished is taken back. */
function moveDown(own: string, processes: readonly number[], controllers: readonly string[]): void {
  const leaf = join(own, groupName('self'));
  mkdirSync(leaf);
  try {
    for (const pid of processes) moveTo(leaf, pid);
    handDown(own, controllers);
  } catch (error) {
    for (const pid of processesIn(leaf)) moveTo(own, pid);
    tryRemoveGroup(leaf);
    throw error;
  }
}

function moveTo(folder: string, pid: number): void {
  writeFileSync(join(folder, 'cgroup.procs'), String(pid));
}
