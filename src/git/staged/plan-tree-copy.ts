import type { StagedEdit } from '../../review/ports.ts';
import { readWorkingFile } from '../read-working-file.ts';
import type { GitOptions } from '../run-git.ts';
import { mergeTexts } from './merge-texts.ts';
import { onlyAdds } from './only-adds.ts';
import { gone } from './replace-file.ts';
import { smudgeBlob } from './smudge-blob.ts';

/** A staged file before and after its edit. */
export interface EditedBlob {
  readonly edit: StagedEdit;
  readonly oldId: string;
  readonly newId: string;
  readonly oldBytes: Buffer;
  readonly newBytes: Buffer;
  /** Its `working-tree-encoding`; empty: the working tree holds the same bytes, but for ends of lines. */
  readonly encoding: string;
}

export interface Workshop {
  readonly git: GitOptions;
  readonly root: string;
  /** For files that come and go. */
  readonly scratch: string;
}

/** What is to become of the copy in the working tree. */
export type TreePlan =
  | {
      readonly how: 'written' | 'merged' | 're-anchored';
      readonly before: Buffer;
      readonly after: Buffer;
    }
  | { readonly how: 'left-alone'; readonly reason: string };

/** Largest copy that is read, in bytes: UTF-32 and unstaged work make it larger than what is staged. */
const maxCopyBytes = 4 * 1024 * 1024;

/**
 * The copy with the same docs: as the new blob where it is as the old one; else merged; else documented anew by its declarations;
 * else left alone. Proved to hold all its own lines. Nothing is written.
 *
 * @param name for its scratch files
 */
export async function planTreeCopy(blob: EditedBlob, name: string, shop: Workshop): Promise<TreePlan> {
  const { file, insertions } = blob.edit;
  const found = await readWorkingFile(shop.root, file.path, maxCopyBytes);
  if (found === 'too-large') return leave('the file in the working tree is too large');
  if (found === 'unsafe' || found.mode === '120000') return leave(gone);
  const plan = await plan3Way(blob, found.bytes, name, shop);
  if (plan.how === 'left-alone') return plan;
  if (plan.after.equals(plan.before)) return leave('the file in the working tree has these docs');
  const inserted = insertions.map(({ text }) => toByteText(Buffer.from(text)));
  const [before, after] = [toByteText(plan.before), toByteText(plan.after)];
  return onlyAdds(before, after, blob.encoding === '' ? inserted : undefined) ? plan : leave(conflict);
}

const conflict = 'the file in the working tree is changed where the docs would stand';

function leave(reason: string): TreePlan {
  return { how: 'left-alone', reason };
}

/** One character a byte. A byte order mark is no part of the first line: docs can come between them. */
function toByteText(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '\xef\xbb\xbf\n');
}

/** A blob before and after, in the form of the working tree. */
type Pair = readonly [base: Buffer, theirs: Buffer];

async function plan3Way(
  blob: EditedBlob,
  copy: Buffer,
  name: string,
  { git, scratch }: Workshop,
): Promise<TreePlan> {
  const [base, theirs] = await inTreeForm(blob, copy, git);
  if (copy.equals(base)) return { how: 'written', before: copy, after: theirs };
  const merged = await mergeTexts({ base, theirs, ours: copy }, scratch, name, git);
  if (merged) return { how: 'merged', before: copy, after: merged };
  const anchored = await reanchor(blob.edit, copy);
  return anchored ? { how: 're-anchored', before: copy, after: anchored } : leave(conflict);
}

/**
 * The ends of lines are those of the copy, not those that git would write today: an editor that writes line feeds under
 * `core.autocrlf` is not corrected. Only an encoding needs git.
 */
async function inTreeForm(blob: EditedBlob, copy: Buffer, git: GitOptions): Promise<Pair> {
  const { edit, oldId, newId, oldBytes, newBytes, encoding } = blob;
  if (encoding !== '') {
    const smudge = (id: string): Promise<Buffer> => smudgeBlob(id, edit.file.path, git);
    return Promise.all([smudge(oldId), smudge(newId)]);
  }
  return !copy.equals(oldBytes) && hasOnlyCrlf(copy)
    ? [withCrlf(oldBytes), withCrlf(newBytes)]
    : [oldBytes, newBytes];
}

/** The docs come with the ends of lines of the blob: where the copy has others, it is shown with them. */
async function reanchor({ file, reanchor: place }: StagedEdit, copy: Buffer): Promise<Buffer | undefined> {
  const text = copy.toString();
  if (!Buffer.from(text).equals(copy) || copy.includes(0)) return undefined;
  const isTurned = hasOnlyCrlf(copy) && !file.text.includes('\r\n');
  const placed = await place(isTurned ? text.replaceAll('\r\n', '\n') : text);
  if (placed === undefined) return undefined;
  return isTurned ? withCrlf(Buffer.from(placed)) : Buffer.from(placed);
}

function hasOnlyCrlf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return text.includes('\r\n') && !/(?<!\r)\n/.test(text);
}

function withCrlf(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}
