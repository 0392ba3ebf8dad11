import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionParts, bundle } from './bundle.ts';
import { copyGrammars } from './copy-grammars.ts';
import { copyRuleWasm } from './copy-rule-engine.ts';
import { copyRunnerHooks } from './copy-runner-hooks.ts';
import { writeCalibrations } from './write-calibrations.ts';
import { writeLicences } from './write-licences.ts';
import { writeProbes } from './write-probes.ts';
import { writeRules } from './write-rules.ts';

/**
 * Writes the Action as it is committed: all that runs from a bare checkout, without node_modules and without native code.
 * The same sources give the same bytes: parsers are copied as they are, since what compresses them differs from one Node to
 * the next.
 */
export async function assembleAction(root: string, target: string, version: string): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  const bundled = await bundle(actionParts, root, target, version);
  const { packages, grammars } = copyGrammars(root, join(target, 'wasm'));
  const engine = copyRuleWasm(root, target);
  copyRunnerHooks(root, target);
  writeRules(root, join(target, 'rules.json'));
  writeProbes(root, join(target, 'probes.json'));
  writeCalibrations(root, join(target, 'calibration'));
  // Wherever it is copied to, its files are ES modules.
  writeFileSync(join(target, 'package.json'), '{ "private": true, "type": "module" }\n');
  writeLicences(root, [...bundled, ...packages, ...engine], grammars, join(target, 'LICENSES.md'));
}
