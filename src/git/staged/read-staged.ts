import { hasGeneratedHeader, headerSize } from '../../change/generated-header.ts';
import { isMinified } from '../../change/exclude-by-text.ts';
import { excludedByName } from '../../change/exclude-by-name.ts';
import type { SkippedFile, StagedFile, StagedFiles } from '../../review/ports.ts';
import { openObjectStream, type ObjectStream } from '../open-object-stream.ts';
import type { GitOptions } from '../run-git.ts';
import type { StagedEntry } from './parse-staged-diff.ts';
import { readEntryTraits, type EntryTraits } from './read-entry-traits.ts';

/** Largest staged file that is read, in bytes. Parsers would be too slow for more in a hook. */
export const maxStagedBytes = 512 * 1024;
/** Most files of one commit: more is an import of foreign code. */
export const maxStagedFiles = 500;

export interface ReadStaged extends Omit<StagedFiles, 'stop'> {
  readonly traits: ReadonlyMap<string, EntryTraits>;
}

/**
 * Reads those of the entries that have new lines. Starts no process where none is left.
 *
 * @param git runs at the root
 */
export async function readStaged(entries: readonly StagedEntry[], git: GitOptions): Promise<ReadStaged> {
  const named = entries.filter(mayGainDocs).map((entry) => ({ ...entry, path: entry.name.toString() }));
  const usable = named.filter((entry) => refusalOf(entry) === '');
  const few = usable.slice(0, maxStagedFiles);
  const skipped = [
    ...named.map((entry) => ({ path: entry.path, reason: refusalOf(entry) })),
    ...usable.slice(maxStagedFiles).map(({ path }) => ({ path, reason: tooMany })),
  ].filter(({ reason }) => reason !== '');
  if (few.length === 0) return { files: [], skipped: skipped.map(toSkipped), traits: new Map() };
  const paths = few.map(({ path }) => path);
  const objects = openObjectStream(git);
  try {
    const [traits, texts] = await Promise.all([
      readEntryTraits(paths, git),
      Promise.all(few.map(({ id }) => readText(id, objects))),
    ]);
    const read = few.map((entry, i) => sort(entry, texts[i] ?? { reason: 'unreadable' }, traits));
    return {
      files: read.flatMap((one) => ('text' in one ? [one] : [])),
      skipped: [...skipped, ...read.flatMap((one) => ('reason' in one ? [one] : []))].map(toSkipped),
      traits,
    };
  } finally {
    await objects.close();
  }
}

const tooMany = `more than ${maxStagedFiles} files`;
const tooLarge = `larger than ${maxStagedBytes / 1024} KiB`;
const badName = 'its name is no valid UTF-8';
const badText = 'no valid UTF-8';

/** Not for what they are, but for what cannot be done here. */
const unreadReasons: readonly string[] = [tooMany, tooLarge, badName, badText];

function toSkipped({ path, reason }: { readonly path: string; readonly reason: string }): SkippedFile {
  return { path, reason, isUnread: unreadReasons.includes(reason) };
}

/** It has new lines, or may have. */
export function mayGainDocs({ added, isBinary }: StagedEntry): boolean {
  return added.length > 0 || isBinary;
}

type NamedEntry = StagedEntry & { readonly path: string };

function isPlain(mode: string): mode is StagedFile['mode'] {
  return mode === '100644' || mode === '100755';
}

function refusalOf({ mode, path, name, isBinary }: NamedEntry): string {
  if (mode === '120000') return 'symbolic link';
  if (!isPlain(mode)) return 'submodule';
  if (isBinary) return 'binary';
  return Buffer.from(path).equals(name) ? '' : badName;
}

type Read = { readonly text: string } | { readonly reason: string };

async function readText(id: string, objects: ObjectStream): Promise<Read> {
  const bytes = await objects.read(id, maxStagedBytes);
  if (bytes === undefined) return { reason: tooLarge };
  if (bytes.includes(0)) return { reason: 'binary' };
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) ? { text } : { reason: badText };
}

function sort(
  { path, mode, id, added }: NamedEntry,
  read: Read,
  traits: ReadonlyMap<string, EntryTraits>,
): StagedFile | { readonly path: string; readonly reason: string } {
  const { refusal = '', isHandWritten = false } = traits.get(path) ?? {};
  if (refusal !== '') return { path, reason: refusal };
  if ('reason' in read) return { path, reason: read.reason };
  const reason = excludedByLook(path, read.text, isHandWritten);
  if (reason !== '') return { path, reason };
  return { path, mode: mode === '100755' ? mode : '100644', id, text: read.text, added };
}

/** First line of a pointer (git-lfs.com, "Git LFS Specification"); its filter may not be installed here. */
const lfsPointer = 'version https://git-lfs.github.com/spec/';

function excludedByLook(path: string, text: string, isHandWritten: boolean): string {
  if (text.startsWith(lfsPointer)) return 'a pointer of git-lfs';
  const byName = excludedByName({ path }, isHandWritten ? { generated: false } : {});
  if (byName !== undefined) return byName;
  if (isHandWritten) return '';
  if (isMinified(path, text.length, text, [])) return 'minified';
  return hasGeneratedHeader(text.split('\n', headerSize)) ? 'generated (header)' : '';
}
