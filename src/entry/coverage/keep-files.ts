import type { FileChange } from '../../change/change.ts';
import type { ChangeSource } from '../../review/ports.ts';

/** A ChangeSource that remembers what it read. */
export interface KeptFiles {
  readonly source: ChangeSource;
  /** The file of this path in the head tree; undefined before the Change was read, and for files that it leaves alone. */
  readonly ofHead: (path: string) => FileChange | undefined;
  /** The same by the path in the base tree. */
  readonly ofBase: (path: string) => FileChange | undefined;
}

export function keepFiles(source: ChangeSource): KeptFiles {
  const head = new Map<string, FileChange>();
  const base = new Map<string, FileChange>();
  return {
    source: {
      title: source.title,
      async read(signal, maxFileBytes) {
        const change = await source.read(signal, maxFileBytes);
        for (const file of change.files) {
          if (file.status !== 'deleted') head.set(file.path, file);
          if (file.basePath !== undefined) base.set(file.basePath, file);
        }
        return change;
      },
    },
    ofHead: (path) => head.get(path),
    ofBase: (path) => base.get(path),
  };
}
