import { readFileSync, statSync } from 'node:fs';
import { GalleyError } from '../../../errors.ts';
import { parseProbe } from '../../../probe/parse-probe.ts';
import type { Probe } from '../../../probe/probe.ts';

/** Reads the operator's probe file. Throws `unreadable-file`, or `invalid-config` with the line and column of each fault. */
export function readProbeFile(path: string): Probe {
  const parsed = parseProbe(path, readText(path));
  if (parsed.ok) return parsed.probe;
  throw new GalleyError('invalid-config', {
    what: 'the probe is broken',
    why: parsed.problems.map(({ where, text }) => `${where}: ${text}`).join('\n'),
    todo: 'galley explain missing-await shows what a probe is made of.',
  });
}

function readText(path: string): string {
  try {
    if (!statSync(path).isFile()) throw new GalleyError('unreadable-file', { what: `${path} is not a file` });
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof GalleyError) throw cause;
    throw new GalleyError('unreadable-file', {
      what: `can't read the probe file ${path}`,
      why: `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      cause,
    });
  }
}
