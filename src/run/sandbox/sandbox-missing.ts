import { GalleyError } from '../../errors.ts';
import type { SandboxProbe } from './probe-sandbox.ts';

/** Nothing may run here, and what to do about it. */
export function sandboxMissing({ failures }: SandboxProbe): GalleyError {
  return new GalleyError('sandbox-missing', {
    what: 'There is no sandbox here in which tests could be run',
    why: failures.map(({ level, why }) => `${level}: ${why}`).join('; '),
    todo: 'Install bubblewrap (sudo apt-get install bubblewrap), or run without a sandbox: --unsafe-run',
  });
}
