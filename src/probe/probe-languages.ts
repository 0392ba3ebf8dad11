import type { Probe } from './probe.ts';

/** The languages, as `languageOf` of src/change names them, in which any of the Probes can be asked. */
export function probeLanguages(probes: readonly Probe[]): ReadonlySet<string> {
  return new Set(probes.flatMap(({ triggers }) => triggers.flatMap(({ languages }) => languages)));
}
