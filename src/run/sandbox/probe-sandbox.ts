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
}

/** Tries, best first, to run something in each kind of sandbox. */
export async function probeSandbox(host: SandboxHost): Promise<SandboxProbe> {
  const failures: SandboxFailure[] = [];
  for (const candidate of await listEnclosures(host)) {
    const why = 'why' in candidate ? candidate.why : await tryEnclosure(candidate);
    if (why === '' && !('why' in candidate)) return probeOf(candidate, failures);
    failures.push({ level: candidate.level, why });
  }
  return probeOf(encloseInNothing(host), failures);
}

function probeOf(enclosure: Enclosure, failures: readonly SandboxFailure[]): SandboxProbe {
  return { enclosure, failures, fix: suggestFix(failures, readHostSwitches()) };
}

/** What does not work and why, on one line. */
export function describeSandboxFailures(failures: readonly SandboxFailure[]): string {
  return [...new Set(failures.map(({ level, why }) => `${level}: ${why}`))].join('; ');
}
