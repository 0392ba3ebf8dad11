import { isUtf8 } from 'node:buffer';
import type { RawRecord } from './git-batch.ts';
import type { ByteText } from './random-content.ts';
import type { Entry, Tree } from './random-trees.ts';

/** What the parser under test gives, as far as the oracle looks at it. */
export interface ParsedFile {
  readonly path: string;
  readonly basePath: string | undefined;
  readonly status: string;
  readonly baseMode: string | undefined;
  readonly headMode: string | undefined;
  readonly binary: boolean;
  readonly submodule: boolean;
  readonly encoding: 'utf8' | 'latin1';
  readonly hunks: readonly {
    readonly baseCount: number;
    readonly headCount: number;
    readonly lines: readonly {
      readonly side: string;
      readonly text: string;
      readonly baseLine: number | undefined;
      readonly headLine: number | undefined;
      readonly newline: boolean;
    }[];
  }[];
}

/** What must come out for one file pair. An undefined entry: the file is not on that side. */
export interface ExpectedFile {
  readonly status: string;
  readonly basePath: ByteText;
  readonly headPath: ByteText;
  readonly base: Entry | undefined;
  readonly head: Entry | undefined;
}

const statuses: Readonly<Record<string, string>> = {
  A: 'added',
  C: 'copied',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
};

/** Git prints a change of type as a deleted and an added file. */
export function expectFiles(record: RawRecord, base: Tree, head: Tree): ExpectedFile[] {
  const { status, basePath, headPath } = record;
  const [old, now] = [base.get(basePath), head.get(headPath)];
  const paths = { basePath, headPath };
  if (status === 'T') {
    return [
      { ...paths, status: 'deleted', base: old, head: undefined },
      { ...paths, status: 'added', base: undefined, head: now },
    ];
  }
  const known = statuses[status] ?? `unknown status ${status}`;
  return [
    {
      ...paths,
      status: known,
      base: status === 'A' ? undefined : old,
      head: status === 'D' ? undefined : now,
    },
  ];
}

/** The first thing that is wrong with a parsed file, or undefined. */
export function checkFile(file: ParsedFile, expected: ExpectedFile, isText: boolean): string | undefined {
  const isDeleted = expected.status === 'deleted';
  const path = decoded(isDeleted ? expected.basePath : expected.headPath);
  const basePath = expected.status === 'added' ? undefined : decoded(expected.basePath);
  if (file.path !== path) return `path ${JSON.stringify(file.path)}, not ${JSON.stringify(path)}`;
  if (file.basePath !== basePath) return `base path ${JSON.stringify(file.basePath)}`;
  if (file.status !== expected.status) return `status ${file.status}, not ${expected.status}`;
  return checkModes(file, expected) ?? checkContent(file, expected, isText);
}

function checkModes(file: ParsedFile, { base, head }: ExpectedFile): string | undefined {
  if (file.baseMode !== undefined && file.baseMode !== base?.mode) return `base mode ${file.baseMode}`;
  if (file.headMode !== undefined && file.headMode !== head?.mode) return `head mode ${file.headMode}`;
  const mustSay = base?.mode !== head?.mode || file.hunks.length > 0;
  if (mustSay && file.baseMode !== base?.mode) return 'base mode missing';
  if (mustSay && file.headMode !== head?.mode) return 'head mode missing';
  const isGitlink = base?.mode === '160000' || head?.mode === '160000';
  return file.submodule === (isGitlink && mustSay) ? undefined : 'submodule';
}

function checkContent(file: ParsedFile, expected: ExpectedFile, isText: boolean): string | undefined {
  const [base, head] = [shownContent(expected.base), shownContent(expected.head)];
  const isBinary = !isText && base !== head && (base.includes('\0') || head.includes('\0'));
  if (file.binary !== isBinary) return `binary ${String(file.binary)}`;
  if (isBinary) return file.hunks.length === 0 ? undefined : 'hunks of a binary file';
  const isValid = [base, head].every((text) => isUtf8(Buffer.from(text, 'latin1')));
  if (isValid && file.encoding !== 'utf8') return 'encoding';
  return rebuild(file, base, head);
}

function shownContent(entry: Entry | undefined): ByteText {
  if (entry?.mode === '160000') return `Subproject commit ${entry.content}\n`;
  return entry?.content ?? '';
}

/** Applies the hunks to the base side and compares with the head side, byte for byte. */
function rebuild(file: ParsedFile, base: ByteText, head: ByteText): string | undefined {
  const old = base.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const made: ByteText[] = [];
  let next = 1;
  for (const { lines, baseCount, headCount } of file.hunks) {
    const first = lines.find((line) => line.baseLine !== undefined)?.baseLine;
    const firstHead = lines.find((line) => line.headLine !== undefined)?.headLine;
    // A hunk that removes nothing begins where the head side says.
    const stop = first ?? next + (firstHead ?? 0) - made.length - 1;
    while (next < stop) made.push(old[next++ - 1] ?? '');
    const [baseBefore, headBefore] = [next, made.length];
    for (const line of lines) {
      const bytes = Buffer.from(line.text, file.encoding).toString('latin1') + (line.newline ? '\n' : '');
      if (line.side !== 'head') {
        if (line.baseLine !== next) return `base line ${String(line.baseLine)}, not ${String(next)}`;
        if (old[next - 1] !== bytes) return `base text at line ${String(next)}`;
        next += 1;
      } else if (line.baseLine !== undefined) return 'an added line has a base line';
      if (line.side !== 'base') {
        made.push(bytes);
        if (line.headLine !== made.length)
          return `head line ${String(line.headLine)}, not ${String(made.length)}`;
      } else if (line.headLine !== undefined) return 'a removed line has a head line';
    }
    if (next - baseBefore !== baseCount || made.length - headBefore !== headCount) return 'counts';
  }
  while (next <= old.length) made.push(old[next++ - 1] ?? '');
  return made.join('') === head ? undefined : 'head text';
}

function decoded(path: ByteText): string {
  const bytes = Buffer.from(path, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : path;
}
