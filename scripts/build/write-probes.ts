import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProbe } from '../../src/probe/parse-probe.ts';
import type { Probe } from '../../src/probe/probe.ts';

const folder = 'src/probe/catalogue';

/** Writes the catalogue as one JSON file, checked: a review then reads no YAML. Throws when a file is broken. */
export function writeProbes(root: string, target: string): void {
  writeFileSync(target, JSON.stringify(readCatalogue(root)));
}

/** The Probes of the catalogue, by their files' names. */
export function readCatalogue(root: string): Probe[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.yml'));
  return names.sort().map((name) => {
    const parsed = parseProbe(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8'));
    if (parsed.ok) return parsed.probe;
    throw new Error(parsed.problems.map(({ where, text }) => `${where}: ${text}`).join('\n'));
  });
}
