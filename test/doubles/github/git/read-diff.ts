/** One file of a diff, as the forge lists it. */
export interface DiffFile {
  /** On the head side; of a removed file, on the base side. */
  readonly path: string;
  /** Of a renamed file. */
  readonly previousPath: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** Of the blob on the head side; of a removed file, on the base side. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /**
   * From the first hunk header on, without the newline at its end. Empty: no hunk (a binary file, only a mode or a
   * name). Bytes that are not UTF-8 have become U+FFFD.
   */
  readonly patch: string;
  /** Length of the patch in bytes. */
  readonly patchBytes: number;
}

const statuses = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', T: 'changed' } as const;
type Letter = keyof typeof statuses;

interface RawEntry {
  readonly letter: Letter;
  readonly sha: string;
  readonly path: string;
  readonly previousPath: string | undefined;
}

/** Reads what `git diff --raw --numstat --patch -z --no-abbrev` printed: three lists in one order. */
export function readDiff(output: Buffer): DiffFile[] {
  const text = output.toString('latin1');
  const cursor = { at: 0 };
  const entries: RawEntry[] = [];
  while (text[cursor.at] === ':') entries.push(rawEntry(text, cursor));
  const counts = entries.map(() => numbers(text, cursor));
  // One more NUL stands between the lists and the patch.
  const sections = text.slice(cursor.at + 1).split(/(?<=\n)(?=diff --git )/);
  let section = 0;
  return entries.map(({ letter, sha, path, previousPath }, at) => {
    // A file that changed its type is printed as one removed and one added.
    const mine = sections.slice(section, section + (letter === 'T' ? 2 : 1));
    section += mine.length;
    const bytes = Buffer.from(
      mine
        .map(hunks)
        .filter((part) => part !== '')
        .join('\n'),
      'latin1',
    );
    return {
      path: utf8(path),
      previousPath: previousPath === undefined ? undefined : utf8(previousPath),
      status: statuses[letter],
      sha,
      additions: counts[at]?.[0] ?? 0,
      deletions: counts[at]?.[1] ?? 0,
      patch: bytes.toString('utf8'),
      patchBytes: bytes.length,
    };
  });
}

function rawEntry(text: string, cursor: { at: number }): RawEntry {
  const [, , before = '', after = '', status = ''] = upToNul(text, cursor).split(' ');
  const letter = status[0] ?? '';
  if (!(letter in statuses)) throw new Error(`git named a change ${status}`);
  const first = upToNul(text, cursor);
  const renamed = letter === 'R';
  return {
    letter: letter as Letter,
    sha: letter === 'D' ? before : after,
    path: renamed ? upToNul(text, cursor) : first,
    previousPath: renamed ? first : undefined,
  };
}

/** `3\t1\tpath`, or `3\t1\t` and both paths of a rename; of a binary file dashes. */
function numbers(text: string, cursor: { at: number }): [added: number, deleted: number] {
  const [added = '', deleted = '', path] = upToNul(text, cursor).split('\t');
  if (path === '') {
    upToNul(text, cursor);
    upToNul(text, cursor);
  }
  return [Number(added.replace('-', '0')), Number(deleted.replace('-', '0'))];
}

function upToNul(text: string, cursor: { at: number }): string {
  const end = text.indexOf('\0', cursor.at);
  const field = text.slice(cursor.at, end);
  cursor.at = end + 1;
  return field;
}

function hunks(section: string): string {
  const start = section.indexOf('\n@@ ') + 1;
  return start === 0 ? '' : section.slice(start).replace(/\n$/, '');
}

function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
