import type { Program } from 'oxc-parser';
import type { Log } from '../../log.ts';

/** What style settings are read from. Paths begin at the root of the repository; its own folder is `''`. */
export interface StyleFiles {
  /** Names in a folder; empty where there is none. */
  readonly list: (folder: string) => Promise<ReadonlySet<string>>;
  /** Text of a file; undefined where none may be read: too large, a link, outside of the repository. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** A program as a tree; undefined without a parser, and for one that is broken or nested too deep. */
  readonly parse: (path: string, text: string) => Promise<Program | undefined>;
  readonly log: Log;
}

/** Deeper ones are nothing that a person made: their nearest folders are looked at. */
const mostFolders = 40;

/** Folders that hold a file, nearest first; the last one is the root, `''`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  return [...folders.slice(0, mostFolders), ''];
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The path as seen from a folder that holds it. */
export function pathIn(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}
