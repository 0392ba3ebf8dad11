import { brokenDiff } from './broken-diff.ts';
import { atEnd, currentLine, lineEnd, nextLine, startsWith, type LineReader } from './line-reader.ts';
import { newRawFile, type RawFile } from './raw-file.ts';

/**
 * Skips the body of `GIT binary patch`: one or two blocks of `literal N` or `delta N`, data lines, an empty line.
 *
 * @throws GalleyError `broken-diff` when the input ends inside a block.
 */
export function skipBinaryPatch(reader: LineReader): void {
  nextLine(reader);
  while (startsWith(reader, 'literal ') || startsWith(reader, 'delta ')) {
    while (!atEnd(reader) && reader.text.charCodeAt(reader.at) !== 0x0a) nextLine(reader);
    if (atEnd(reader)) throw brokenDiff(reader.line, 'The input ends inside a binary patch.');
    nextLine(reader);
  }
}

/** `Binary files a/x and b/x differ`: git below a header, GNU diff on a line of its own. */
export function isBinaryNotice(reader: LineReader): boolean {
  if (!startsWith(reader, 'Binary files ')) return false;
  const end = lineEnd(reader.text, reader.at);
  return reader.text.startsWith(' differ', end - ' differ'.length);
}

/** GNU diff's notice about two binary files, without any other header. */
export function readPlainBinary(reader: LineReader): RawFile | undefined {
  const names = currentLine(reader).slice('Binary files '.length, -' differ'.length);
  const middle = names.indexOf(' and ');
  if (middle < 1) return undefined;
  const file = newRawFile('plain', reader.line, '');
  file.baseName = names.slice(0, middle);
  file.headName = names.slice(middle + ' and '.length);
  file.binary = true;
  return file;
}

const submoduleIds = /^([0-9a-f]{7,64})\.{2,3}([0-9a-f]{7,64})(?::| \()/;

/**
 * What `diff.submodule=log` prints instead of a hunk: `Submodule path 1a2b3c4..5d6e7f8:`. Undefined for any other
 * line that begins with this word.
 */
export function readSubmoduleLine(reader: LineReader): RawFile | undefined {
  const text = currentLine(reader).slice('Submodule '.length);
  for (let at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
    const match = submoduleIds.exec(text.slice(at + 1, at + 140));
    if (match !== null) return submoduleFile(reader.line, text.slice(0, at), match);
  }
  const dirty = text.indexOf(' contains ');
  const isDirty = text.endsWith(' contains modified content') || text.endsWith(' contains untracked content');
  return dirty > 0 && isDirty ? submoduleFile(reader.line, text.slice(0, dirty), undefined) : undefined;
}

function submoduleFile(line: number, path: string, ids: RegExpExecArray | undefined | null): RawFile {
  const file = newRawFile('git', line, '');
  file.exactBase = file.exactHead = path;
  file.submodule = true;
  const [base, head] = [ids?.[1] ?? '', ids?.[2] ?? ''];
  if (/[^0]/.test(base)) file.baseBlob = base;
  else if (base !== '') file.status = 'added';
  if (/[^0]/.test(head)) file.headBlob = head;
  else if (head !== '') file.status = 'deleted';
  return file;
}
