import { brokenDiff } from './broken-diff.ts';
import { atEnd, currentLine, lineEnd, nextLine, startsWith, type LineReader } from './line-reader.ts';
import type { RawHunk } from './raw-file.ts';

const hunkHeader = /^@@ -(\d{1,10})(?:,(\d{1,10}))? \+(\d{1,10})(?:,(\d{1,10}))? @@/;
const noNewline = '\\ No newline at end of file';

const plus = 0x2b;
const minus = 0x2d;
const space = 0x20;
const lineFeed = 0x0a;
const backslash = 0x5c;

/** True when the current line is the header of a hunk. */
export function isHunkHeader(reader: LineReader): boolean {
  return startsWith(reader, '@@ -') && hunkHeader.test(currentLine(reader));
}

/**
 * Reads the hunk whose header is the current line and leaves the reader behind it.
 *
 * parse-diff takes any line for context and never compares the counts, so a diff that was cut in a hunk looks whole
 * to it. The counts are settled here; it then gets only hunks that keep them.
 *
 * @throws GalleyError `broken-diff` when the lines do not add up to what the header says.
 */
export function readHunk(reader: LineReader): RawHunk {
  const { line } = reader;
  const header = currentLine(reader);
  const match = hunkHeader.exec(header);
  if (match === null) throw brokenDiff(line, 'A hunk header is malformed.');
  const [all, baseStart, baseCount = '1', headStart, headCount = '1'] = match;
  const hunk = {
    line,
    baseStart: Number(baseStart),
    baseCount: Number(baseCount),
    headStart: Number(headStart),
    headCount: Number(headCount),
    section: header.slice(header.startsWith(' ', all.length) ? all.length + 1 : all.length),
    body: '',
  };
  checkCounts(hunk);
  nextLine(reader);
  hunk.body = readBody(reader, hunk);
  checkEnd(reader, hunk);
  return hunk;
}

function checkCounts(hunk: RawHunk): void {
  if (hunk.baseCount + hunk.headCount === 0) throw brokenDiff(hunk.line, 'A hunk holds no lines.');
  if ((hunk.baseStart === 0 && hunk.baseCount > 0) || (hunk.headStart === 0 && hunk.headCount > 0)) {
    throw brokenDiff(hunk.line, 'A hunk begins at line 0; lines count from 1.');
  }
}

/**
 * The body as git would print it. Two cases are put right because parse-diff knows only git's own form:
 * a context line without its space (editors and mail strip it) and a translated `\ No newline` (GNU diff).
 */
function readBody(reader: LineReader, hunk: RawHunk): string {
  const { text } = reader;
  const pieces: string[] = [];
  let base = hunk.baseCount;
  let head = hunk.headCount;
  let plainFrom = reader.at;
  const replaceLine = (by: string): void => {
    pieces.push(text.slice(plainFrom, reader.at), by);
    plainFrom = lineEnd(text, reader.at);
  };
  let isFirst = true;
  while (base > 0 || head > 0 || (!atEnd(reader) && text.charCodeAt(reader.at) === backslash)) {
    if (atEnd(reader)) throw cutShort(reader, hunk);
    const code = text.charCodeAt(reader.at);
    if (code === backslash && startsWith(reader, '\\ ') && !isFirst) {
      if (!isPlainMarker(reader)) replaceLine(noNewline);
    } else if (code === minus && base > 0) base -= 1;
    else if (code === plus && head > 0) head -= 1;
    else if ((code === space || code === lineFeed) && base > 0 && head > 0) {
      if (code === lineFeed) replaceLine(' ');
      base -= 1;
      head -= 1;
    } else throw wrongLine(reader, hunk);
    isFirst = false;
    nextLine(reader);
  }
  pieces.push(text.slice(plainFrom, reader.at));
  const body = pieces.join('');
  return body.endsWith('\n') ? body : `${body}\n`;
}

function isPlainMarker(reader: LineReader): boolean {
  return (
    startsWith(reader, noNewline) &&
    lineEnd(reader.text, reader.at) === Math.min(reader.at + noNewline.length, reader.text.length)
  );
}

/** A further line of content behind a hunk that is full: the header says too little. */
function checkEnd(reader: LineReader, hunk: RawHunk): void {
  const code = reader.text.charCodeAt(reader.at);
  // `--- ` begins the next file of a plain diff; `-- ` is the signature that git format-patch writes.
  const isAllowedMinus = startsWith(reader, '--- ') || isSignature(reader);
  if (code === plus || code === space || (code === minus && !isAllowedMinus)) throw wrongLine(reader, hunk);
}

function isSignature(reader: LineReader): boolean {
  const line = startsWith(reader, '--') ? currentLine(reader) : '';
  return line === '-- ' || line === '--';
}

function cutShort(reader: LineReader, hunk: RawHunk): Error {
  return brokenDiff(reader.line, `The input ends inside the hunk that begins at line ${String(hunk.line)}.`);
}

function wrongLine(reader: LineReader, hunk: RawHunk): Error {
  return brokenDiff(
    reader.line,
    `The hunk that begins at line ${String(hunk.line)} does not hold the number of lines its header says.`,
  );
}
