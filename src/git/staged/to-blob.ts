import { insertAll, type Insertion } from '../../docstring/insertion.ts';
import type { StagedEdit } from '../../review/ports.ts';
import { hashBlob } from '../hash-blob.ts';
import type { EditedBlob } from './plan-tree-copy.ts';

/** Undefined where the insertions are not what they should be: they could split a line or a character. */
export function toBlob(edit: StagedEdit, encoding: string): EditedBlob | undefined {
  const { file, insertions } = edit;
  if (!areSound(file.text, insertions)) return undefined;
  const newBytes = Buffer.from(insertAll(file.text, insertions));
  const newId = hashBlob(newBytes, file.id.length === 64 ? 'sha256' : 'sha1');
  return { edit, oldId: file.id, newId, oldBytes: Buffer.from(file.text), newBytes, encoding };
}

/** At least one, ascending, whole lines at starts of lines, and none before a byte order mark. */
function areSound(text: string, insertions: readonly Insertion[]): boolean {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  let last = -1;
  return (
    insertions.length > 0 &&
    insertions.every(({ at, text: inserted }) => {
      const isLineStart = at === start || (at > start && at <= text.length && text[at - 1] === '\n');
      const isSound = isLineStart && at > last && inserted.endsWith('\n');
      last = at;
      return isSound;
    })
  );
}
