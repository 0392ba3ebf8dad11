import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assembleAction } from './build/assemble-action.ts';
import { assembleDist } from './build/assemble-dist.ts';
import { printSizes } from './build/print-sizes.ts';
import { writeLicences } from './build/write-licences.ts';
import { writeSbom } from './build/write-sbom.ts';

/** Builds dist/, THIRD_PARTY_LICENSES.md and galley.cdx.json from nothing. Usage: tsx scripts/build.ts [--quiet] */
const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

rmSync(dist, { recursive: true, force: true });
const { packages, grammars } = await assembleDist(root, dist, version);
await assembleAction(root, join(dist, 'action'), version);
writeLicences(root, packages, grammars, join(root, 'THIRD_PARTY_LICENSES.md'));
writeSbom(root, packages, grammars, join(root, 'galley.cdx.json'));
const tsc = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (!process.argv.includes('--quiet')) printSizes(dist);
