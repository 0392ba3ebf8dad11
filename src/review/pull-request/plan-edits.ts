import type { Finding } from '../../finding/finding.ts';
import { isQuoteIn } from '../../finding/quote-hash.ts';
import type { CommentEdit, OwnComment } from '../forge-ports.ts';
import type { HeadText } from './read-head-text.ts';

export interface EditInput {
  readonly comments: readonly OwnComment[];
  /** All findings of this head, dismissed and folded ones too. */
  readonly findings: readonly Finding[];
  /** Findings that have a comment, and are to be told. */
  readonly known: readonly { readonly comment: OwnComment }[];
  readonly isComplete: boolean;
  readonly headTextOf: (path: string) => Promise<HeadText>;
  readonly head: string;
}

export interface PlannedEdits {
  readonly edits: readonly CommentEdit[];
  /** All comments whose code is gone, those that said so before too. */
  readonly fixed: readonly OwnComment[];
}

/**
 * A comment is fixed when nobody finds its problem any more, the code that it quotes is gone, and nobody has answered: a
 * conversation is people's to end. It is open again when the problem is back.
 */
export async function planEdits(input: EditInput): Promise<PlannedEdits> {
  const { comments, known, head } = input;
  const found = new Set(input.findings.map(({ fingerprint }) => fingerprint));
  const edits: CommentEdit[] = known
    .filter(({ comment }) => comment.status === 'fixed')
    .map(({ comment }) => ({ comment, status: 'open', head }));
  const fixed: OwnComment[] = [];
  for (const comment of comments) {
    if (found.has(comment.fingerprint)) continue;
    if (comment.status === 'fixed') fixed.push(comment);
    else if (!comment.isAnswered && (await isGone(comment, input))) {
      fixed.push(comment);
      edits.push({ comment, status: 'fixed', head });
    }
  }
  return { edits, fixed };
}

/** A comment without a quote is about a file as a whole: there only a whole review can tell. */
async function isGone(comment: OwnComment, { headTextOf, isComplete }: EditInput): Promise<boolean> {
  const head = await headTextOf(comment.path);
  if (head === 'gone') return true;
  if (comment.quoteHash === '') return isComplete;
  if (head === 'unknown') return false;
  return !isQuoteIn(head.text, { hash: comment.quoteHash, lines: comment.quoteLines });
}
