import { GalleyError } from '../../errors.ts';

/** Someone pressed Ctrl-C before there was anything to report. */
export function stoppedEarly(): GalleyError {
  return new GalleyError('interrupted', {
    what: 'Stopped before the change was read',
    why: 'Nothing was reviewed.',
  });
}
