import { tmpdir } from 'node:os';
import { describeSandboxFailures, probeSandbox } from '../../../run/sandbox/probe-sandbox.ts';
import type { Terminal } from '../terminal.ts';
import { ok, warning, type Check } from './check.ts';

/** In which sandbox suggested tests would run here: found by running something in it. */
export async function checkSandbox({ env }: Pick<Terminal, 'env'>): Promise<Check> {
  const host = { path: env['PATH'] ?? '', temporary: tmpdir() };
  const { enclosure, failures, fix, watchdogOnly } = await probeSandbox(host);
  const why = describeSandboxFailures(failures);
  if (enclosure.level !== 'none') {
    const better = why === '' ? '' : ` (${why})`;
    return ok(
      'sandbox',
      `${enclosure.level}: ${enclosure.promise}${better}; ${describeLimits(watchdogOnly)}`,
    );
  }
  const reason = why === '' ? `Galley knows none for ${process.platform}` : why;
  return warning('sandbox', `none, so that tests are not run: ${reason}`, fix || 'galley tests --unsafe-run');
}

/** Who ends a command that takes too much. */
function describeLimits(watchdogOnly: string): string {
  if (watchdogOnly === '') return 'memory and processes limited by cgroups and a watchdog';
  return `memory and processes limited by a watchdog (${watchdogOnly})`;
}
