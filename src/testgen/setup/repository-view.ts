/** The files of a repository, to be read and never run. */
export interface RepositoryView {
  /** All files but installed packages and what git ignores; from the root, with `/`, in order. */
  readonly paths: readonly string[];
  /** Undefined: there is none, or it is too large to be what is looked for. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** Folder of a path; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Name of a file without its folder. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A folder and all above it, nearest first; the root, which is empty, last. */
export function foldersUp(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== ''; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}

export function isInside(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
