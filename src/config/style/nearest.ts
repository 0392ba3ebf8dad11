import { foldersAbove } from './style-files.ts';

/** What the nearest folder above a path says; undefined where none says anything. */
export async function nearest<Value>(
  path: string,
  read: (folder: string) => Promise<Value | undefined>,
): Promise<Value | undefined> {
  for (const folder of foldersAbove(path)) {
    const value = await read(folder);
    if (value !== undefined) return value;
  }
  return undefined;
}
