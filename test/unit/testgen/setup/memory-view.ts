import type { RepositoryView } from '../../../../src/testgen/setup/repository-view.ts';

/** A repository of these files. */
export function memoryView(files: Readonly<Record<string, string>>): RepositoryView {
  return {
    paths: Object.keys(files).sort(),
    read: async (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
  };
}
