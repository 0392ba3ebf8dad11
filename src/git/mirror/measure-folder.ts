import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderSize {
  readonly bytes: number;
  /** Pack files of a repository. */
  readonly packs: number;
}

/** Size of all files below a folder; nothing where there is none. Files that go meanwhile do not count. */
export async function measureFolder(folder: string): Promise<FolderSize> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const found = await stat(join(parentPath, name)).catch(() => undefined);
      return found?.size ?? 0;
    }),
  );
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    packs: files.filter(({ name }) => name.endsWith('.pack')).length,
  };
}
