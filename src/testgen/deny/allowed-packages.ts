import { readManifest } from '../setup/read-manifest.ts';
import { folderOf, foldersUp, joinPath, type RepositoryView } from '../setup/repository-view.ts';

/** Packages that come with another, and are imported by their own name. */
const companions: Readonly<Record<string, readonly string[]>> = { jest: ['@jest/globals'] };

/**
 * What a test may import: the dependencies of all manifests from its folder up, and the packages of the repository.
 *
 * @param path of the test file, from the root
 */
export async function allowedPackages(view: RepositoryView, path: string): Promise<ReadonlySet<string>> {
  const above = new Set(foldersUp(folderOf(path)).map((folder) => joinPath(folder, 'package.json')));
  const allowed = new Set<string>();
  for (const file of view.paths.filter((one) => /(^|\/)package\.json$/.test(one))) {
    const { name, dependencies } = readManifest((await view.read(file)) ?? '');
    if (name !== '') allowed.add(name);
    if (!above.has(file)) continue;
    for (const one of dependencies) [one, ...(companions[one] ?? [])].forEach((each) => allowed.add(each));
  }
  return allowed;
}
