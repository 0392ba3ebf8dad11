import type { LineRange } from '../../change/outline-lines.ts';

/** One file of `git diff --cached --raw -z --patch --unified=0`. */
export interface StagedEntry {
  /** Its name as git stores it. */
  readonly name: Buffer;
  /** As git writes it, such as `100644`. */
  readonly mode: string;
  /** Full blob id. */
  readonly id: string;
  /** 1-based head lines that are added or changed, ascending. Empty where lines only went. */
  readonly added: readonly LineRange[];
  /** Git takes it for binary, or `.gitattributes` says so (`-diff`): its lines are not known. */
  readonly isBinary: boolean;
}

/**
 * The raw records say which files there are, the patches behind them, in the same order, which of their lines are new.
 * Line counts lead through the patches: nothing that a file holds or is called is taken for a header.
 */
export function parseStagedDiff(output: Buffer): StagedEntry[] {
  const { records, end } = readRecords(output);
  const patches = readPatches(output.subarray(end).toString('latin1'));
  return records.map((record, i) => ({ ...record, ...(patches[i] ?? { added: [], isBinary: false }) }));
}

type StagedRecord = Pick<StagedEntry, 'name' | 'mode' | 'id'>;
type Patch = Pick<StagedEntry, 'added' | 'isBinary'>;

/** `:MODE MODE ID ID STATUS NUL NAME NUL`, with a second name for a rename. A further NUL ends them all. */
function readRecords(output: Buffer): { readonly records: readonly StagedRecord[]; readonly end: number } {
  const records: StagedRecord[] = [];
  let at = 0;
  const field = (): Buffer => {
    const nul = output.indexOf(0, at);
    const found = output.subarray(at, nul < 0 ? output.length : nul);
    at += found.length + 1;
    return found;
  };
  while (output[at] === 0x3a) {
    const [, mode = '', , id = '', status = ''] = field().toString('latin1').split(' ');
    const first = field();
    records.push({ name: status.startsWith('R') ? field() : first, mode, id });
  }
  return { records, end: at + 1 };
}

function readPatches(text: string): Patch[] {
  const patches: { added: LineRange[]; isBinary: boolean }[] = [];
  let at = 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    at = end + 1;
    if (line.startsWith('diff --git ')) patches.push({ added: [], isBinary: false });
    const patch = patches.at(-1);
    if (patch && line.startsWith('Binary files ')) patch.isBinary = true;
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!hunk) continue;
    const [gone, first, count] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
    if (count > 0) patch?.added.push({ first, last: first + count - 1 });
    for (let i = gone + count; i > 0; i--) at = lineEnd(text, at) + 1;
  }
  return patches;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
