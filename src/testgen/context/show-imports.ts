import type { Surroundings } from '../surroundings.ts';
import type { TargetAccess } from '../target.ts';
import type { ImportNeed } from '../test-body.ts';
import { findNeed, moduleSpecifier } from '../write/plan-imports.ts';
import { nameOfFile } from '../write/specifier.ts';
import { formOf, printImports } from '../write/print-imports.ts';

/** Name that a test file has an export by: of a default export its own one, or that of the file. */
export function localName({ exported }: TargetAccess, { module }: Surroundings): string {
  if (exported !== 'default') return exported;
  const own = module.exports.find((one) => one.exported === exported)?.local ?? '';
  return own === '' ? nameOfFile(module.path) : own;
}

/** The import by which a test file will have the code under test, as it will be written. */
export function showImports(access: TargetAccess, around: Surroundings, testPath: string): string {
  const { setup, style } = around;
  const local = localName(access, around);
  const isDefault = access.exported === 'default';
  const need: ImportNeed = findNeed(local, false, [], around, testPath) ?? {
    source: moduleSpecifier(around, testPath),
    kind: isDefault ? 'default' : 'named',
    imported: isDefault ? '' : access.exported,
    local,
    isType: false,
  };
  return printImports([need], formOf(setup), style).join('\n');
}
