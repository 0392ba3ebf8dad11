import { brokenDiff, combinedDiff } from './broken-diff.ts';
import { atEnd, nextLine, readLines, startsWith, type LineReader } from './line-reader.ts';
import type { RawFile } from './raw-file.ts';
import { isPlainHeader, readGitHeader, readPlainHeader } from './read-header.ts';
import { isHunkHeader, readHunk } from './read-hunk.ts';
import { isBinaryNotice, readPlainBinary, readSubmoduleLine, skipBinaryPatch } from './read-oddities.ts';
import { trimOverlap } from './trim-overlap.ts';

/**
 * Finds the files and hunks of a normalised diff in one pass. Text between files (commit headers, mail, diffstats,
 * signatures) is skipped; whatever only a damaged diff can hold is refused.
 *
 * @throws GalleyError `broken-diff`, `combined-diff`.
 */
export function scanDiff(text: string): RawFile[] {
  const reader = readLines(text);
  const files: RawFile[] = [];
  while (!atEnd(reader)) {
    const file = readFile(reader, files);
    if (file !== undefined) files.push(file);
  }
  if (files.length === 0 && /\S/.test(text)) throw brokenDiff(1, 'The input holds no diff.');
  return files;
}

function readFile(reader: LineReader, before: readonly RawFile[]): RawFile | undefined {
  if (startsWith(reader, 'diff --git ')) return readBody(reader, readGitHeader(reader));
  if (startsWith(reader, '--- ') && isPlainHeader(reader)) return readBody(reader, readPlainHeader(reader));
  refuseWhatHasNoFile(reader);
  const file = readNotice(reader, before);
  nextLine(reader);
  return file;
}

function readBody(reader: LineReader, file: RawFile): RawFile {
  while (isHunkHeader(reader)) {
    file.hunks.push(trimOverlap(file.hunks.at(-1), readHunk(reader)));
  }
  if (file.hunks.length > 0) return file;
  if (startsWith(reader, 'GIT binary patch')) {
    file.binary = true;
    skipBinaryPatch(reader);
  } else if (isBinaryNotice(reader)) {
    file.binary = true;
    nextLine(reader);
  } else if (isCutBehindHeader(file)) {
    throw brokenDiff(reader.line, `The file that begins at line ${String(file.line)} has no hunk.`);
  }
  return file;
}

/**
 * Two different blobs of one mode and nothing to show. Renames are let through: with `-w`, git prints the header of
 * one whose only edit is white space.
 */
function isCutBehindHeader(file: RawFile): boolean {
  const { status, baseBlob, headBlob, baseMode, headMode } = file;
  if (status !== 'modified' || baseBlob === undefined || headBlob === undefined) return false;
  return baseBlob !== headBlob && baseMode !== undefined && baseMode === headMode;
}

function refuseWhatHasNoFile(reader: LineReader): void {
  if (
    startsWith(reader, 'diff --cc ') ||
    startsWith(reader, 'diff --combined ') ||
    startsWith(reader, '@@@ -')
  ) {
    throw combinedDiff(
      reader.line,
      'It compares a merge with all its parents at once, so a line has no one base.',
    );
  }
  if (startsWith(reader, '* Unmerged path ')) {
    throw combinedDiff(reader.line, 'A file is in conflict: the merge is not finished.');
  }
  if (isHunkHeader(reader))
    throw brokenDiff(reader.line, 'A hunk stands here without the header of its file.');
}

function readNotice(reader: LineReader, before: readonly RawFile[]): RawFile | undefined {
  if (isBinaryNotice(reader)) return readPlainBinary(reader);
  if (!startsWith(reader, 'Submodule ')) return undefined;
  const file = readSubmoduleLine(reader);
  const last = before.at(-1);
  // A submodule with commits and edits gets a line for each: one entry is enough.
  const isSame = file !== undefined && last?.submodule === true && last.exactHead === file.exactHead;
  if (isSame) {
    last.baseBlob ??= file.baseBlob;
    last.headBlob ??= file.headBlob;
    return undefined;
  }
  return file;
}
