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

/**
 * Keeps what is proved to add comments and nothing else, all of it together and at last in one piece. When the whole
 * cannot be proved, each half is tried, down to single insertions: one broken symbol does not take the others with it.
 *
 * @param insertions in the order of their places, no two at the same
 * @param read parses a text of this file; undefined where it cannot
 */
export async function keepProved(
  before: ReadText,
  insertions: readonly Insertion[],
  read: (text: string) => Promise<DocFile | undefined>,
  table: DocTable,
): Promise<ProvedFile> {
  const prove = async (some: readonly Insertion[]): Promise<string> => {
    const text = insertAll(before.text, some);
    const file = await read(text);
    if (file === undefined) return 'the file could not be parsed again';
    return proveInsertions(before, { text, file }, some, table);
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
