import { isGalleyError } from '../../../src/errors.ts';
import { findOwnCgroup } from '../../../src/run/sandbox/cgroup/find-own-cgroup.ts';
import { isOwnProcess } from '../../../src/run/sandbox/cgroup/is-own-process.ts';
import { limitByCgroups } from '../../../src/run/sandbox/cgroup/limit-by-cgroups.ts';
import {
  openDelegation,
  type Delegation,
  type NoDelegation,
} from '../../../src/run/sandbox/cgroup/open-delegation.ts';
import { encloseInNothing } from '../../../src/run/sandbox/enclose-in-nothing.ts';
import type { Enclosure } from '../../../src/run/sandbox/enclosure.ts';
import { listEnclosures } from '../../../src/run/sandbox/list-enclosures.ts';
import { runEnclosed } from '../../../src/run/sandbox/run-enclosed.ts';
import type { SandboxCommand, SandboxLevel, SandboxResult } from '../../../src/run/sandbox/sandbox.ts';
import { tryEnclosure } from '../../../src/run/sandbox/try-enclosure.ts';

/** What the driver is told, as JSON in its second argument. */
export interface DriverInput {
  readonly level: SandboxLevel;
  readonly path: string;
  readonly temporary: string;
  /** With a control group around each job, made below the driver's own, which hands these down; absent: without. */
  readonly controllers?: readonly string[];
  readonly jobs: readonly DriverJob[];
}

export interface DriverJob extends Omit<SandboxCommand, 'signal'> {
  readonly name: string;
  readonly interruptAfterMs?: number;
}

/** What it prints. `missing`: the level cannot be had here, and why. */
export interface DriverOutput {
  readonly missing: string;
  readonly results: Readonly<Record<string, SandboxResult>>;
  readonly failures: Readonly<Record<string, string>>;
}

// Runs as a process of its own, so that it can be another user's, and killed.
const input = JSON.parse(process.argv[2] ?? '') as DriverInput;
process.stdout.write(JSON.stringify(await drive(input)));

async function drive({ level, jobs, controllers, ...host }: DriverInput): Promise<DriverOutput> {
  const delegation = controllers && openDelegation(findOwnCgroup(), { controllers, isOurs: isOwnProcess });
  const enclosure = inGroups(await choose(level, host), delegation);
  if (typeof enclosure === 'string') return { missing: enclosure, results: {}, failures: {} };
  const results: Record<string, SandboxResult> = {};
  const failures: Record<string, string> = {};
  for (const { name, interruptAfterMs, ...command } of jobs) {
    const stop = new AbortController();
    if (interruptAfterMs !== undefined) setTimeout(() => stop.abort(), interruptAfterMs);
    try {
      results[name] = await runEnclosed(enclosure, { ...command, signal: stop.signal });
    } catch (error) {
      if (!isGalleyError(error)) throw error;
      failures[name] = error.code;
    }
  }
  return { missing: '', results, failures };
}

function inGroups(
  enclosure: Enclosure | string,
  delegation: Delegation | NoDelegation | undefined,
): Enclosure | string {
  if (delegation === undefined || typeof enclosure === 'string') return enclosure;
  return 'why' in delegation ? delegation.why : limitByCgroups(enclosure, delegation);
}

async function choose(
  level: SandboxLevel,
  host: { path: string; temporary: string },
): Promise<Enclosure | string> {
  if (level === 'none') return encloseInNothing(host);
  const reasons: string[] = [];
  for (const candidate of await listEnclosures(host)) {
    if (candidate.level !== level) continue;
    const why = 'why' in candidate ? candidate.why : await tryEnclosure(candidate);
    if (why === '' && !('why' in candidate)) return candidate;
    reasons.push(why);
  }
  return reasons.join('; ') || `no ${level} on this system`;
}
