import { brokenDiff } from './broken-diff.ts';
import { atEnd, currentLine, nextLine, startsWith, type LineReader } from './line-reader.ts';
import { newRawFile, type RawFile } from './raw-file.ts';
import { isHunkHeader } from './read-hunk.ts';
import { readName } from './unquote-path.ts';

/** Two names of 4,096 bytes (PATH_MAX), each byte quoted as four characters, with room to spare. */
const longestHeader = 40_000;

/** Reads from `diff --git` to the first hunk, and leaves the reader behind what it read. */
export function readGitHeader(reader: LineReader): RawFile {
  const file = newRawFile('git', reader.line, headerText(reader).slice('diff --git '.length));
  nextLine(reader);
  while (!atEnd(reader)) {
    if (startsWith(reader, '--- ')) {
      readNames(reader, file);
      break;
    }
    const text = headerText(reader);
    const line = headerLines.find(([start]) => text.startsWith(start));
    if (line === undefined) break;
    line[1](file, text.slice(line[0].length), reader.line);
    nextLine(reader);
  }
  return file;
}

/** Reads the `---` and `+++` of a diff without `diff --git`. */
export function readPlainHeader(reader: LineReader): RawFile {
  const file = newRawFile('plain', reader.line, '');
  readNames(reader, file);
  if (file.baseName === undefined) file.status = 'added';
  else if (file.headName === undefined) file.status = 'deleted';
  return file;
}

/** True when `---`, `+++` and a hunk follow one another from the current line: anything less may be a commit message. */
export function isPlainHeader(reader: LineReader): boolean {
  if (!startsWith(reader, '--- ')) return false;
  const ahead = { ...reader };
  nextLine(ahead);
  if (!startsWith(ahead, '+++ ')) return false;
  nextLine(ahead);
  return startsWith(ahead, '@@ -');
}

type ReadHeaderLine = (file: RawFile, rest: string, line: number) => void;

/** Git's extended header lines (git-diff, "Generating patch text with -p"). None of them has a prefix before a name. */
const headerLines: readonly (readonly [start: string, read: ReadHeaderLine])[] = [
  ['index ', readIndex],
  [
    'old mode ',
    (file, rest) => {
      file.baseMode = rest;
    },
  ],
  [
    'new mode ',
    (file, rest) => {
      file.headMode = rest;
    },
  ],
  [
    'new file mode ',
    (file, rest) => {
      file.status = 'added';
      file.headMode = rest;
    },
  ],
  [
    'deleted file mode ',
    (file, rest) => {
      file.status = 'deleted';
      file.baseMode = rest;
    },
  ],
  ['similarity index ', () => {}],
  ['dissimilarity index ', () => {}],
  ...(['rename', 'copy'] as const).flatMap((word): (readonly [string, ReadHeaderLine])[] => [
    [
      `${word} from `,
      (file, rest, line) => {
        file.status = word === 'rename' ? 'renamed' : 'copied';
        file.exactBase = readName(rest, line);
      },
    ],
    [
      `${word} to `,
      (file, rest, line) => {
        file.exactHead = readName(rest, line);
      },
    ],
  ]),
];

/** `index 1a2b3c4..5d6e7f8` and, when both sides have it, the mode. An id of zeros stands for no blob. */
function readIndex(file: RawFile, rest: string): void {
  const match = /^([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})(?: ([0-7]{6}))?$/.exec(rest);
  if (match === null) return;
  const [, base, head, mode] = match;
  file.baseBlob = blobOrNone(base);
  file.headBlob = blobOrNone(head);
  if (mode !== undefined) file.baseMode = file.headMode = mode;
}

function blobOrNone(id: string | undefined): string | undefined {
  return id === undefined || /^0+$/.test(id) ? undefined : id;
}

function readNames(reader: LineReader, file: RawFile): void {
  file.baseName = nameBehindMarker(reader);
  nextLine(reader);
  if (!startsWith(reader, '+++ ')) throw brokenDiff(reader.line, 'A "+++" line is missing behind "---".');
  file.headName = nameBehindMarker(reader);
  nextLine(reader);
  if (!isHunkHeader(reader)) throw brokenDiff(reader.line, 'No hunk follows the "---" and "+++" lines.');
}

/** Dates by which GNU diff -N marks the missing side: the epoch, in any time zone. */
const epoch = /\t(?:1970-01-01|1969-12-31|Thu Jan {1,2}0?1 00:00:00 1970)/;

/**
 * parse-diff trims this name, cuts it at a date inside it, and keeps the escapes. Git closes an unquoted name that
 * holds a space with a tab, GNU diff puts the time behind one; a tab inside a name is always quoted.
 */
function nameBehindMarker(reader: LineReader): string | undefined {
  const text = headerText(reader).slice(4);
  const name = text.startsWith('"') ? readName(text, reader.line) : (text.split('\t', 1)[0] ?? '');
  if (text.startsWith('/dev/null') && name === '/dev/null') return undefined;
  return epoch.test(text) ? undefined : name;
}

function headerText(reader: LineReader): string {
  const text = currentLine(reader);
  if (text.length > longestHeader)
    throw brokenDiff(reader.line, 'A header line is longer than any file name.');
  return text;
}
