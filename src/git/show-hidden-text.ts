import type { FileChange, Side } from '../change/change.ts';
import { languageOf } from '../change/chunk-language.ts';
import { isBinary, tellingBytes } from './is-binary.ts';

/** The start of one side of a file, and the size of the whole; undefined when it cannot be read. */
export interface FileStart {
  readonly bytes: Buffer;
  readonly size: number;
}

export interface HiddenTextInput {
  /** Only asked about sides that the file has. */
  readonly readStart: (file: FileChange, side: Side, bytes: number) => Promise<FileStart | undefined>;
  /** A diff of these root-relative paths in which every file counts as text. */
  readonly diffAsText: (paths: readonly string[]) => Promise<readonly FileChange[]>;
}

/** Larger texts are named, not shown: a diff of them would not fit what git may print. */
const mostShownBytes = 32 * 1024 * 1024;

/** Paths that one command line holds on every platform. */
const pathsPerDiff = 400;

/**
 * Git says "binary" of any file whose `diff` attribute is unset, and `.gitattributes` is part of the change: the lines
 * of such a file are shown after all. Binary stays what has a NUL where git looks for one, on either side; but source
 * code with a NUL still runs, and is `unread` instead: nobody has looked at it.
 *
 * A file of which that cannot be found out is `unread`. Files that are not binary are returned as they are.
 */
export async function showHiddenText(
  files: readonly FileChange[],
  input: HiddenTextInput,
): Promise<readonly FileChange[]> {
  const judged = new Map<FileChange, FileChange | 'text'>();
  for (const file of files) if (file.binary) judged.set(file, await judge(file, input.readStart));
  const hidden = files.filter((file) => judged.get(file) === 'text');
  const shown = await diffInParts(hidden, input.diffAsText);
  return files.map((file) => {
    const found = judged.get(file) ?? file;
    return found === 'text' ? (shown.get(file.path) ?? unread(file, notShown)) : found;
  });
}

const withNul = 'source code with NUL bytes (is it UTF-16?)';
const notShown = 'git does not show its text';

async function judge(
  file: FileChange,
  readStart: HiddenTextInput['readStart'],
): Promise<FileChange | 'text'> {
  let largest = 0;
  for (const side of ['head', 'base'] as const) {
    if (file.status === (side === 'head' ? 'deleted' : 'added')) continue;
    const start = await readStart(file, side, tellingBytes);
    if (start === undefined) return unread(file, 'its content could not be read');
    if (isBinary(start.bytes)) return languageOf(file.path) === 'text' ? file : unread(file, withNul);
    largest = Math.max(largest, start.size);
  }
  return largest > mostShownBytes ? unread(file, 'its text is too long to be shown', largest) : 'text';
}

async function diffInParts(
  hidden: readonly FileChange[],
  diffAsText: HiddenTextInput['diffAsText'],
): Promise<ReadonlyMap<string, FileChange>> {
  const shown = new Map<string, FileChange>();
  for (let start = 0; start < hidden.length; start += pathsPerDiff) {
    const part = hidden.slice(start, start + pathsPerDiff);
    // With both names of a renamed file, or git would call it new.
    const paths = part.flatMap(({ path, basePath }) => [...new Set([path, basePath ?? path])]);
    for (const file of await diffAsText(paths)) if (!file.binary) shown.set(file.path, file);
  }
  return shown;
}

/** The same file, as one whose lines nobody knows. */
function unread(file: FileChange, reason: string, bytes?: number): FileChange {
  return { ...file, binary: false, unread: { reason, ...(bytes === undefined ? {} : { bytes }) } };
}
