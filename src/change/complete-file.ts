import parseHunks from 'parse-diff';
import type { FileChange, Hunk, Line } from './change.ts';
import { decodeSection, decodeUtf8 } from './decode-bytes.ts';
import type { RawFile, RawHunk } from './raw-file.ts';
import type { Names } from './resolve-paths.ts';

const gitlink = '160000';

/** Turns what the headers say and what parse-diff makes of the hunks into a FileChange. */
export function completeFile(raw: RawFile, names: Names): FileChange {
  const body = raw.hunks.map(canonicalHunk).join('');
  const decoded = decodeUtf8(body);
  const name = raw.status === 'deleted' ? names.base : names.head;
  return {
    path: decodeName(name),
    ...(decodeUtf8(name) === undefined ? { isByteName: true } : {}),
    basePath: raw.status === 'added' ? undefined : decodeName(names.base),
    // `git diff --no-index` compares two names and prints no `rename from`.
    status: raw.status === 'modified' && names.base !== names.head ? 'renamed' : raw.status,
    baseMode: raw.baseMode,
    headMode: raw.headMode,
    baseBlob: raw.baseBlob,
    headBlob: raw.headBlob,
    binary: raw.binary,
    submodule: raw.submodule || raw.baseMode === gitlink || raw.headMode === gitlink,
    encoding: decoded === undefined ? 'latin1' : 'utf8',
    hunks: readHunks(raw.hunks, decoded ?? body),
  };
}

function decodeName(byteText: string): string {
  return decodeUtf8(byteText) ?? byteText;
}

/** Without section (parse-diff leaves it in `content`) and with both counts, so that only numbers are left to read. */
function canonicalHunk(hunk: RawHunk): string {
  const { baseStart, baseCount, headStart, headCount } = hunk;
  return `@@ -${String(baseStart)},${String(baseCount)} +${String(headStart)},${String(headCount)} @@\n${hunk.body}`;
}

function readHunks(raws: readonly RawHunk[], body: string): Hunk[] {
  if (raws.length === 0) return [];
  const [file] = parseHunks(`--- a/file\n+++ b/file\n${body}`);
  return raws.map((raw, index) => ({
    baseStart: raw.baseStart,
    baseCount: raw.baseCount,
    headStart: raw.headStart,
    headCount: raw.headCount,
    section: decodeSection(raw.section),
    lines: readLines(file?.chunks[index]?.changes ?? []),
  }));
}

/**
 * parse-diff has no word for a missing line feed: it repeats the change above with the text of the marker. A real
 * line has one of ` +-` in front, so a backslash can only be the marker.
 */
function readLines(changes: readonly parseHunks.Change[]): Line[] {
  const lines: Line[] = [];
  for (const change of changes) {
    const last = lines.at(-1);
    if (!change.content.startsWith('\\')) lines.push(readLine(change));
    else if (last !== undefined) lines[lines.length - 1] = { ...last, newline: false };
  }
  return lines;
}

function readLine(change: parseHunks.Change): Line {
  const text = change.content.slice(1);
  switch (change.type) {
    case 'add':
      return { side: 'head', text, baseLine: undefined, headLine: change.ln, newline: true };
    case 'del':
      return { side: 'base', text, baseLine: change.ln, headLine: undefined, newline: true };
    case 'normal':
      return { side: 'both', text, baseLine: change.ln1, headLine: change.ln2, newline: true };
  }
}
