import { readFileSync } from 'node:fs';
import type { Probe } from '../../probe/probe.ts';
import type { ProbeSource } from '../../review/ports.ts';
import { packageFile } from './package-files.ts';

/** The catalogue, as the build checked and packed it; read by the first `load`. */
export function openProbes(): ProbeSource {
  let probes: readonly Probe[] | undefined;
  return {
    load: async () => (probes ??= JSON.parse(readFileSync(packageFile('probes.json'), 'utf8')) as Probe[]),
  };
}
