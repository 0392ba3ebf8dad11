import { readManifest } from './read-manifest.ts';
import { readSpecifiers } from './read-specifiers.ts';
import { folderOf, type RepositoryView } from './repository-view.ts';
import { resolveSpecifier, type PackageFolders } from './resolve-specifier.ts';

/** Most files that are read to find out what loads what. */
const most = 5000;

/** Which files load a file: itself not among them. */
export type Importers = ReadonlyMap<string, readonly string[]>;

/** Follows what test files load, as far as it can be told without running anything. */
export async function readImporters(view: RepositoryView, testFiles: readonly string[]): Promise<Importers> {
  const files = new Set(view.paths);
  const packages = await readPackages(view);
  const importers = new Map<string, string[]>();
  const seen = new Set(testFiles);
  const waiting = [...seen];
  for (let path = waiting.pop(); path !== undefined && seen.size <= most; path = waiting.pop()) {
    const text = (await view.read(path)) ?? '';
    for (const specifier of readSpecifiers(path, text)) {
      const loaded = resolveSpecifier(specifier, path, files, packages);
      if (loaded === undefined || loaded === path) continue;
      importers.set(loaded, [...(importers.get(loaded) ?? []), path]);
      if (!seen.has(loaded)) waiting.push(loaded);
      seen.add(loaded);
    }
  }
  return importers;
}

/** Test files that load a source file, through fewest others first. */
export function findRelated(importers: Importers, testFiles: readonly string[], source: string): string[] {
  const tests = new Set(testFiles);
  const order = [source];
  const seen = new Set(order);
  for (const path of order) {
    for (const importer of importers.get(path) ?? []) {
      if (seen.has(importer)) continue;
      seen.add(importer);
      order.push(importer);
    }
  }
  return order.filter((path) => tests.has(path));
}

async function readPackages(view: RepositoryView): Promise<PackageFolders> {
  const packages = new Map<string, string>();
  for (const path of view.paths) {
    if (path !== 'package.json' && !path.endsWith('/package.json')) continue;
    const { name } = readManifest((await view.read(path)) ?? '');
    if (name !== '') packages.set(name, folderOf(path));
  }
  return packages;
}
