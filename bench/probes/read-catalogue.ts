import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProbe } from '../../src/probe/parse-probe.ts';
import type { Probe } from '../../src/probe/probe.ts';

const folder = join(import.meta.dirname, '../../src/probe/catalogue');

/** All probes as they stand in the source, by name. A broken one ends the run. */
export function readCatalogue(): Probe[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => {
      const parsed = parseProbe(name, readFileSync(join(folder, name), 'utf8'));
      if (parsed.ok) return parsed.probe;
      throw new Error(parsed.problems.map(({ where, text }) => `${where}: ${text}`).join('\n'));
    });
}
