import type { DocFile } from './declaration.ts';
import { insertAll, type Insertion } from './insertion.ts';
import type { DocTable } from './languages/doc-table.ts';
import { proveInsertions, type ReadText } from './prove-insertions.ts';

export interface ProvedFile {
  /** The text with what was proved; the old one when that is nothing. */
  readonly text: string;
  readonly insertions: readonly Insertion[];
  readonly dropped: readonly DroppedInsertion[];
}

export interface DroppedInsertion {
  readonly insertion: Insertion;
  /** As `proveInsertions` says it. */
  readonly reason: string;
}

/** Parsers of one file. */
export interface Rereading {
  /** Undefined where a text cannot be parsed. */
  readonly read: (text: string) => Promise<DocFile | undefined>;
  /** A second witness: whether a text is the same program as the old one; undefined where it cannot tell. */
  readonly isSameProgram?: (text: string) => Promise<boolean | undefined>;
}

/**
 * Keeps what is proved to add comments and nothing else, all of it together and at last in one piece. When the whole
 * cannot be proved, each half is tried, down to single insertions: one broken symbol does not take the others with it.
 *
 * @param insertions in the order of their places, no two at the same
 */
export async function keepProved(
  before: ReadText,
  insertions: readonly Insertion[],
  { read, isSameProgram }: Rereading,
  table: DocTable,
): Promise<ProvedFile> {
  const prove = async (some: readonly Insertion[]): Promise<string> => {
    const text = insertAll(before.text, some);
    const file = await read(text);
    if (file === undefined) return 'the file could not be parsed again';
    const reason = proveInsertions(before, { text, file }, some, table);
    if (reason !== '') return reason;
    return (await isSameProgram?.(text)) === false ? 'the compiler sees another program' : '';
  };
  const dropped: DroppedInsertion[] = [];
  const kept = await provedOf(insertions, prove, dropped);
  return { text: insertAll(before.text, kept), insertions: kept, dropped };
}

type Prove = (insertions: readonly Insertion[]) => Promise<string>;

async function provedOf(
  insertions: readonly Insertion[],
  prove: Prove,
  dropped: DroppedInsertion[],
): Promise<readonly Insertion[]> {
  const [only, ...more] = insertions;
  if (only === undefined) return [];
  const reason = await prove(insertions);
  if (reason === '') return insertions;
  if (more.length === 0) {
    dropped.push({ insertion: only, reason });
    return [];
  }
  const middle = Math.ceil(insertions.length / 2);
  const first = await provedOf(insertions.slice(0, middle), prove, dropped);
  const second = await provedOf(insertions.slice(middle), prove, dropped);
  if (first.length === 0 || second.length === 0) return [...first, ...second];
  const together = await prove([...first, ...second]);
  if (together === '') return [...first, ...second];
  // Each half holds alone and both do not: the second one goes.
  dropped.push(...second.map((insertion) => ({ insertion, reason: together })));
  return first;
}
