import { bindNames } from '../code/bound-names.ts';
import { textOf, type CodeNode } from '../code/code-node.ts';
import { findNodes } from '../code/walk-code.ts';
import type { ModuleExport } from '../exports/module-export.ts';
import type { ModuleUnderTest, Surroundings } from '../surroundings.ts';
import type { ImportNeed } from '../test-body.ts';
import { builtInNeed, frameworkNeed } from './known-names.ts';
import { nameOfFile, pythonModule, relativeSpecifier, resolveSpecifier, withoutEnding } from './specifier.ts';

/**
 * What a test file imports so that its code has its names: from the framework, the module under test, the modules that it or
 * nearby tests ask for, and node or Python themselves. Names that nothing knows are left out, and so are wishes that
 * nothing uses.
 *
 * @param root the test file as far as it is written
 * @param range the part of it that is new
 * @param wishes what the model wanted imported
 * @param testPath path of the test file from the root of the repository
 */
export function planImports(
  root: CodeNode,
  range: { readonly start: number; readonly end: number },
  wishes: readonly ImportNeed[],
  around: Surroundings,
  testPath: string,
): ImportNeed[] {
  const isWithin = ({ start, end }: CodeNode): boolean => start >= range.start && end <= range.end;
  const { free, top: taken } = bindNames(root);
  const values = new Set(free.filter(isWithin).map(textOf));
  const named = findNodes(root, ['type_identifier']).filter(isWithin).map(textOf);
  const types = new Set(named.filter((name) => !values.has(name) && !taken.has(name)));
  const find = (name: string, isType: boolean): ImportNeed[] => {
    const need = findNeed(name, isType, wishes, around, testPath);
    return need === undefined ? [] : [need];
  };
  return [
    ...[...values].flatMap((name) => find(name, false)),
    ...[...types].flatMap((name) => find(name, true)),
  ];
}

/** Where one name comes from; `testPath` may be empty when only that counts. Undefined: nothing knows it, or it is global. */
export function findNeed(
  name: string,
  isType: boolean,
  wishes: readonly ImportNeed[],
  around: Surroundings,
  testPath: string,
): ImportNeed | undefined {
  const { setup, module, neighbours } = around;
  const known = isType ? undefined : frameworkNeed(name, setup);
  if (known !== undefined) return known === 'global' ? undefined : known;
  const source = moduleSpecifier(around, testPath);
  const own = moduleNeed(name, isType, module, source);
  if (own?.kind === 'default' && isProperty(around)) return { ...own, kind: 'named', imported: 'default' };
  if (own !== undefined) return own;
  const wish = wishes.find(({ local }) => local === name);
  const wished = wish && keepWish(wish, around, testPath, source);
  if (wished !== undefined) return wished;
  const near = neighbours.find(({ local }) => local === name);
  if (near !== undefined) return fromNeighbour(near, around, testPath);
  return isType ? undefined : builtInNeed(name, setup);
}

/** For `require` the default export is a property of the module where a compiler made it one. */
function isProperty({ setup, module }: Surroundings): boolean {
  if (setup.modules !== 'cjs' || setup.language !== 'javascript') return false;
  const found = module.exports.find(({ exported }) => exported === 'default');
  return !module.isCommonJs || found?.isProperty === true;
}

/** How the test file names the module under test. */
export function moduleSpecifier(
  { setup, module, ending, neighbours }: Surroundings,
  testPath: string,
): string {
  if (setup.language !== 'python') return relativeSpecifier(testPath, module.path, ending);
  const known = neighbours.map(({ source }) => source);
  return pythonModule(module.path, known);
}

function moduleNeed(
  name: string,
  isType: boolean,
  module: ModuleUnderTest,
  source: string,
): ImportNeed | undefined {
  const { exports, types } = module;
  if (isType && types.has(name)) return { source, kind: 'named', imported: name, local: name, isType };
  const found =
    exports.find(({ exported }) => exported === name) ??
    exports.find((one) => isDefaultOf(one, name, module));
  if (found === undefined) return undefined;
  const isDefault = found.exported === 'default';
  return {
    source,
    kind: isDefault ? 'default' : 'named',
    imported: isDefault ? '' : found.exported,
    local: name,
    isType: isType && found.kind !== 'class',
  };
}

/** A default export goes by its own name, or by that of the file. */
function isDefaultOf({ exported, local }: ModuleExport, name: string, { path }: ModuleUnderTest): boolean {
  return exported === 'default' && (local === name || (local === '' && nameOfFile(path) === name));
}

/** Packages are taken as they are; of the repository's own modules only the one under test can be found by a guess. */
function keepWish(
  wish: ImportNeed,
  around: Surroundings,
  testPath: string,
  source: string,
): ImportNeed | undefined {
  const { module, setup } = around;
  if (setup.language === 'python') return wish.source.startsWith('.') ? undefined : pythonWish(wish, source);
  if (!wish.source.startsWith('.')) return wish;
  if (!isNamedAlike(wish.source, testPath, module.path)) return undefined;
  if (wish.kind === 'default' && !module.exports.some(({ exported }) => exported === 'default')) {
    // Someone who takes the default of a module without one means all of it.
    return { ...wish, source, kind: module.isCommonJs ? 'default' : 'module' };
  }
  if (wish.kind !== 'named') return { ...wish, source };
  return module.exports.some(({ exported }) => exported === wish.imported) ? { ...wish, source } : undefined;
}

function pythonWish(wish: ImportNeed, source: string): ImportNeed {
  const last = source.split('.').at(-1);
  const isOwn = wish.kind === 'module' && wish.source.split('.').at(-1) === last;
  return isOwn ? { ...wish, source } : wish;
}

function isNamedAlike(specifier: string, testPath: string, path: string): boolean {
  const resolved = resolveSpecifier(testPath, specifier);
  const own = withoutEnding(path);
  if (resolved !== undefined && withoutEnding(resolved) === own) return true;
  return withoutEnding(specifier).split('/').at(-1) === own.split('/').at(-1);
}

function fromNeighbour(need: ImportNeed, { ending }: Surroundings, testPath: string): ImportNeed {
  if (!need.source.startsWith('/')) return need;
  const path = need.source.slice(1);
  // Written without an ending it stays so.
  const hasEnding = /\.[a-z]+$/.test(path);
  return { ...need, source: relativeSpecifier(testPath, path, hasEnding ? 'source' : ending) };
}
