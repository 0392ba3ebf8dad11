import type { Chunk, ChunkLine } from '../change/chunk.ts';
import { maskText } from '../safety/mask-lines.ts';
import { fence } from './fence.ts';

/** A Chunk as models see it: where it is, then its lines with the marks of a diff, without line numbers. */
export function showChunk(chunk: Chunk): string {
  return `${place(chunk)}\n${fence(code(chunk), 'diff')}`;
}

/** The code of a Chunk as it is after the change, without a mark of what is new. */
export function showNewCode(chunk: Chunk): string {
  const lines = chunk.lines.filter((line) => line.side !== 'base');
  const body = lines.flatMap((line, index) => {
    const text = line.text.replace(/\r$/, '');
    return skipsLines(lines[index - 1], line) ? ['...', text] : [text];
  });
  const header = chunk.header.length === 0 ? [] : [...chunk.header, '...'];
  return fence([...header, ...body].join('\n'), chunk.language);
}

/** Paths are untrusted too: a line feed in one must not start a line of its own, and a name may hold a credential. */
function place(chunk: Chunk): string {
  const path = JSON.stringify(maskText(chunk.path)).slice(1, -1);
  return `File ${path}${chunk.symbol === '' ? '' : `, in ${chunk.symbol}`}:`;
}

function code(chunk: Chunk): string {
  const header = chunk.header.length === 0 ? [] : [...chunk.header.map((text) => ` ${text}`), ' ...'];
  const lines = chunk.lines.flatMap((line, index) => {
    const isGap = skipsLines(chunk.lines[index - 1], line);
    return isGap ? [' ...', diffLine(line)] : [diffLine(line)];
  });
  return [...header, ...lines].join('\n');
}

/** True when lines of the file lie between the two that the chunk does not show. */
function skipsLines(before: ChunkLine | undefined, line: ChunkLine): boolean {
  const jumps = (from: number | undefined, to: number | undefined): boolean =>
    from !== undefined && to !== undefined && to > from + 1;
  return jumps(before?.headLine, line.headLine) || jumps(before?.baseLine, line.baseLine);
}

const markers = { head: '+', base: '-', both: ' ' } as const;

function diffLine(line: ChunkLine): string {
  return markers[line.side] + line.text.replace(/\r$/, '');
}
