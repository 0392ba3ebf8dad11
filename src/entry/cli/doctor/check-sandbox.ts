import { tmpdir } from 'node:os';
import { describeSandboxFailures, probeSandbox } from '../../../run/sandbox/probe-sandbox.ts';
import type { Terminal } from '../terminal.ts';
import { ok, warning, type Check } from './check.ts';

/** In which sandbox suggested tests would run here, found by running something in it, and who keeps its limits. */
export async function checkSandbox({ env }: Pick<Terminal, 'env'>): Promise<readonly Check[]> {
  const host = { path: env['PATH'] ?? '', temporary: tmpdir() };
  const { enclosure, failures, fix, watchdogOnly } = await probeSandbox(host);
  const why = describeSandboxFailures(failures);
  if (enclosure.level !== 'none') {
    const better = why === '' ? '' : ` (${why})`;
    return [ok('sandbox', `${enclosure.level}: ${enclosure.promise}${better}`), checkLimits(watchdogOnly)];
  }
  const reason = why === '' ? `Galley knows none for ${process.platform}` : why;
  return [
    warning('sandbox', `none, so that tests are not run: ${reason}`, fix || 'galley tests --unsafe-run'),
  ];
}

/** Who ends a command in the sandbox that takes too much. */
function checkLimits(watchdogOnly: string): Check {
  if (watchdogOnly === '') return ok('limits', 'of memory and processes by cgroups and a watchdog');
  return ok('limits', `of memory and processes by a watchdog (${watchdogOnly})`);
}
