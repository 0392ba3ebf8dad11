import { join } from 'node:path';
import { bundle, makeExecutable, packageParts } from './bundle.ts';
import { copyDatabase } from './copy-database.ts';
import { copyGrammars, type CopiedGrammars } from './copy-grammars.ts';
import { copyRuleEngine } from './copy-rule-engine.ts';
import { copyRunnerHooks } from './copy-runner-hooks.ts';
import { packDatabase } from './pack-database.ts';
import { writeCalibrations } from './write-calibrations.ts';
import { writeMeasuredRules } from './write-measured-rules.ts';
import { writeProbes } from './write-probes.ts';
import { writeRules } from './write-rules.ts';

/** Writes all that runs, and all it reads: code, parsers, rules, probes, tables. Returns where it came from. */
export async function assembleDist(root: string, dist: string, version: string): Promise<CopiedGrammars> {
  const bundled = await bundle(packageParts, root, dist, version);
  makeExecutable(join(dist, 'galley.js'));
  const { packages, grammars } = copyGrammars(root, join(dist, 'wasm'));
  const engine = copyRuleEngine(root, dist);
  const database = copyDatabase(root, dist);
  await packDatabase(root, join(dist, 'database.br'));
  copyRunnerHooks(root, dist);
  writeRules(root, join(dist, 'rules.json'));
  writeMeasuredRules(root, join(dist, 'rules-measured.json'));
  writeProbes(root, join(dist, 'probes.json'));
  writeCalibrations(root, join(dist, 'calibration'));
  return { packages: [...bundled, ...packages, ...engine, ...database], grammars };
}
