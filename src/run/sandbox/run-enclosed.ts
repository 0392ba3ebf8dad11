import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import { enforceLimits } from './enforce-limits.ts';
import type { Enclosure } from './enclosure.ts';
import type { ProcessGroup } from './process-group.ts';
import { ended, startEnclosed } from './running-command.ts';
import type { SandboxCommand, SandboxResult } from './sandbox.ts';

/** As a shell tells that a signal ended a command: 128 and the number of the signal. */
const signalled = { none: 128, fileTooLarge: 128 + 25, last: 128 + 31 };

/**
 * Runs one command in its enclosure and ends it at the first limit that it passes.
 *
 * Throws GalleyError: `sandbox-missing` when the enclosure itself could not be put up, `unsafe-path`.
 */
export async function runEnclosed(enclosure: Enclosure, command: SandboxCommand): Promise<SandboxResult> {
  if (command.signal.aborted)
    return { exitCode: null, stopped: 'interrupted', stdout: '', stderr: '', ms: 0 };
  const started = performance.now();
  const wrapped = await enclosure.wrap(command);
  const running = startEnclosed(wrapped);
  const limits = enforceLimits(running, command);
  try {
    const code = await ended(running);
    const { stopped, stdout, stderr } = limits.account();
    if (stopped === '' && !(await running.ready)) throw cannotEnclose(enclosure, stderr);
    const isSignalled = stopped !== '' || (code > signalled.none && code <= signalled.last);
    return {
      exitCode: isSignalled ? null : code,
      stopped: stopped === '' ? stoppedByKernel(code, running.group) : stopped,
      stdout,
      stderr,
      ms: performance.now() - started,
    };
  } finally {
    limits.lift();
    await wrapped.remove?.();
  }
}

/** A limit that acts between two looks at the command: it was killed, or could not go on. */
function stoppedByKernel(code: number, group: ProcessGroup): SandboxResult['stopped'] {
  if (code === signalled.fileTooLarge) return 'disk';
  return code === 0 ? '' : (group.exceeded?.() ?? '');
}

function cannotEnclose({ level }: Enclosure, stderr: string): GalleyError {
  return new GalleyError('sandbox-missing', {
    what: `The sandbox (${level}) could not be put up`,
    why: printable(stderr.trim(), 300),
    todo: 'galley doctor',
  });
}
