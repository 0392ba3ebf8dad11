import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './build/bundle.ts';
import { copyGrammars } from './build/copy-grammars.ts';
import { copyRuleEngine } from './build/copy-rule-engine.ts';
import { printSizes } from './build/print-sizes.ts';
import { writeCalibrations } from './build/write-calibrations.ts';
import { writeLicences } from './build/write-licences.ts';
import { writeMeasuredRules } from './build/write-measured-rules.ts';
import { writeProbes } from './build/write-probes.ts';
import { writeRules } from './build/write-rules.ts';
import { writeSbom } from './build/write-sbom.ts';

/** Builds dist/, THIRD_PARTY_LICENSES.md and galley.cdx.json from nothing. Usage: tsx scripts/build.ts [--quiet] */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

rmSync(dist, { recursive: true, force: true });
const bundled = await bundle(root, dist, version);
const copied = copyGrammars(root, join(dist, 'wasm'));
const packages = [...bundled, ...copied.packages, ...copyRuleEngine(root, dist)];
writeRules(root, join(dist, 'rules.json'));
writeMeasuredRules(root, join(dist, 'rules-measured.json'));
writeProbes(root, join(dist, 'probes.json'));
writeCalibrations(root, join(dist, 'calibration'));
writeLicences(root, packages, copied.grammars, join(root, 'THIRD_PARTY_LICENSES.md'));
writeSbom(root, packages, copied.grammars, join(root, 'galley.cdx.json'));
const tsc = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (!process.argv.includes('--quiet')) printSizes(dist);
