import { silentLog, type Log } from '../../log.ts';
import type { Enclosure } from './enclosure.ts';
import { probeSandbox } from './probe-sandbox.ts';
import { runEnclosed } from './run-enclosed.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxHost } from './sandbox-host.ts';
import { sandboxMissing } from './sandbox-missing.ts';

export interface SandboxOptions extends SandboxHost {
  /** `--unsafe-run`: where no sandbox can be had, run as the user. */
  readonly unsafeRun: boolean;
  readonly log?: Log;
}

/**
 * The best sandbox that this machine gives, found by trying: bubblewrap, namespaces, sandbox-exec.
 *
 * Throws GalleyError `sandbox-missing` where there is none and `unsafeRun` is false, or another system is to be seen.
 */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { log = silentLog, unsafeRun } = options;
  const probe = await probeSandbox(options);
  if (probe.enclosure.level === 'none' && (!unsafeRun || options.system !== undefined))
    throw sandboxMissing(probe);
  log.info('sandbox', { level: probe.enclosure.level });
  return sandboxOf(probe.enclosure);
}

export function sandboxOf(enclosure: Enclosure): Sandbox {
  return {
    level: enclosure.level,
    description: `${enclosure.level}: ${enclosure.promise}`,
    run: (command) => runEnclosed(enclosure, command),
  };
}
