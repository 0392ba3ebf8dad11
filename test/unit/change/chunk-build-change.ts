import type { FileChange, Hunk, Line } from '../../../src/change/change.ts';

/** One line of an edit script: kept, added or removed. */
export interface Edit {
  readonly side: 'both' | 'head' | 'base';
  readonly text: string;
}

/** `+ text`, `- text` and other lines, as in a diff without `@@`: the whole file. */
export function editsOf(script: string): Edit[] {
  return script.split('\n').map((line) => {
    if (line.startsWith('+')) return { side: 'head', text: line.slice(1) };
    if (line.startsWith('-')) return { side: 'base', text: line.slice(1) };
    return { side: 'both', text: line.replace(/^ /, '') };
  });
}

/** The FileChange that git would show for the edits with so many lines of context, and the head file. */
export function changeOf(
  edits: readonly Edit[],
  context = 3,
  path = 'src/cart.ts',
): { file: FileChange; headText: string } {
  const lines = numbered(edits);
  const isShown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.side !== 'both'),
  );
  const hunks: Hunk[] = [];
  for (let start = 0; start < lines.length; start++) {
    if (isShown[start] !== true) continue;
    let end = start;
    while (end < lines.length && isShown[end] === true) end++;
    hunks.push(hunkOf(lines, start, end));
    start = end;
  }
  const headText = lines.flatMap((line) => (line.side === 'base' ? [] : [`${line.text}\n`])).join('');
  const file: FileChange = {
    path,
    basePath: path,
    status: 'modified',
    baseMode: '100644',
    headMode: '100644',
    baseBlob: undefined,
    headBlob: undefined,
    binary: false,
    submodule: false,
    encoding: 'utf8',
    hunks,
  };
  return { file, headText };
}

function numbered(edits: readonly Edit[]): Line[] {
  let base = 1;
  let head = 1;
  return edits.map(({ side, text }) => ({
    side,
    text,
    baseLine: side === 'head' ? undefined : base++,
    headLine: side === 'base' ? undefined : head++,
    newline: true,
  }));
}

function hunkOf(all: readonly Line[], start: number, end: number): Hunk {
  const lines = all.slice(start, end);
  const baseCount = lines.filter((line) => line.side !== 'head').length;
  const headCount = lines.filter((line) => line.side !== 'base').length;
  const before = all.slice(0, start);
  const baseBefore = before.filter((line) => line.side !== 'head').length;
  const headBefore = before.filter((line) => line.side !== 'base').length;
  return {
    baseStart: baseCount === 0 ? baseBefore : baseBefore + 1,
    baseCount,
    headStart: headCount === 0 ? headBefore : headBefore + 1,
    headCount,
    section: '',
    lines,
  };
}
