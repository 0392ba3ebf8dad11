import type { CodeGuard, TestCodeReader } from '../../review/test-ports.ts';
import { createCodeGuard } from '../../syntax/test-code/create-code-guard.ts';
import { readManifest } from '../../testgen/setup/read-manifest.ts';
import { folderOf, foldersUp, joinPath, type RepositoryView } from '../../testgen/setup/repository-view.ts';

/** Refuses what a test has no business with. Packages are those that the manifests around a test file name. */
export function openGuard(view: RepositoryView, testCode: TestCodeReader): CodeGuard {
  return createCodeGuard(testCode, async (path) => {
    const manifests = await Promise.all(
      foldersUp(folderOf(path)).map((folder) => view.read(joinPath(folder, 'package.json'))),
    );
    const read = manifests.flatMap((text) => (text === undefined ? [] : [readManifest(text)]));
    return new Set(read.flatMap(({ name, dependencies }) => [name, ...dependencies]).filter(Boolean));
  });
}
