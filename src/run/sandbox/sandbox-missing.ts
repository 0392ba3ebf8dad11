import { GalleyError } from '../../errors.ts';
import { describeSandboxFailures, type SandboxProbe } from './probe-sandbox.ts';

/** Nothing may run here, and what to do about it. */
export function sandboxMissing({ failures, fix }: SandboxProbe): GalleyError {
  const orUnsafe = 'Or run the tests as yourself, with your files and your network: --unsafe-run';
  return new GalleyError('sandbox-missing', {
    what: 'There is no sandbox here in which tests could be run',
    why: describeSandboxFailures(failures) || `Galley knows none for ${process.platform}`,
    todo: fix === '' ? orUnsafe : `${fix}\n${orUnsafe}`,
  });
}
