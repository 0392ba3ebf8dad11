import { limitByCgroups } from './cgroup/limit-by-cgroups.ts';
import { ownDelegation } from './cgroup/own-delegation.ts';
import { encloseInNothing } from './enclose-in-nothing.ts';
import type { Enclosure } from './enclosure.ts';
import { listEnclosures, type SandboxFailure } from './list-enclosures.ts';
import type { SandboxHost } from './sandbox-host.ts';
import { readHostSwitches, suggestFix } from './suggest-fix.ts';
import { tryEnclosure } from './try-enclosure.ts';

export interface SandboxProbe {
  /** The best one that works; of level `none` where there is no sandbox. */
  readonly enclosure: Enclosure;
  /** Better ones that do not work here, and what the system said. */
  readonly failures: readonly SandboxFailure[];
  /** Command or step that would make a better one work; empty: none is needed, or none is known. */
  readonly fix: string;
  /** Why the limits of memory and processes are a watchdog's alone; empty: the kernel enforces them too. */
  readonly watchdogOnly: string;
}

/** Tries, best first, to run something in each kind of sandbox, with control groups around it where they were delegated. */
export async function probeSandbox(host: SandboxHost): Promise<SandboxProbe> {
  // First, while nothing that was started and is still ending can be in the group.
  ownDelegation();
  const failures: SandboxFailure[] = [];
  for (const candidate of await listEnclosures(host)) {
    const why = 'why' in candidate ? candidate.why : await tryEnclosure(candidate);
    if (why === '' && !('why' in candidate)) return probeOf(candidate, failures, tryEnclosure);
    failures.push({ level: candidate.level, why });
  }
  // What is tried there fails without a sandbox by design.
  return probeOf(encloseInNothing(host), failures, async () => '');
}

async function probeOf(
  enclosure: Enclosure,
  failures: readonly SandboxFailure[],
  attempt: (limited: Enclosure) => Promise<string>,
): Promise<SandboxProbe> {
  const fix = suggestFix(failures, readHostSwitches());
  const delegation = ownDelegation();
  if ('why' in delegation) return { enclosure, failures, fix, watchdogOnly: delegation.why };
  const limited = limitByCgroups(enclosure, delegation);
  const why = await attempt(limited);
  return { enclosure: why === '' ? limited : enclosure, failures, fix, watchdogOnly: why };
}

/** What does not work and why, on one line. */
export function describeSandboxFailures(failures: readonly SandboxFailure[]): string {
  return [...new Set(failures.map(({ level, why }) => `${level}: ${why}`))].join('; ');
}
