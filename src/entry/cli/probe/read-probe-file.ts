import { GalleyError } from '../../../errors.ts';
import { parseProbe } from '../../../probe/parse-probe.ts';
import type { Probe } from '../../../probe/probe.ts';
import { readNamedFile } from '../read-named-file.ts';

/** Reads the operator's probe file. Throws `unreadable-file`, or `invalid-config` with the line and column of each fault. */
export function readProbeFile(path: string): Probe {
  const parsed = parseProbe(path, readNamedFile(path, 'probe file'));
  if (parsed.ok) return parsed.probe;
  throw new GalleyError('invalid-config', {
    what: 'the probe is broken',
    why: parsed.problems.map(({ where, text }) => `${where}: ${text}`).join('\n'),
    todo: 'galley explain missing-await shows what a probe is made of.',
  });
}
