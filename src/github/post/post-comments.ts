import type { Finding } from '../../finding/finding.ts';
import { mostComments } from '../../review/forge-ports.ts';
import type { ReviewedHead } from './draft-comment.ts';
import type { PostContext } from './post-context.ts';
import { postFileComments } from './post-file-comments.ts';
import { postReview } from './post-review.ts';

export interface PostedComments {
  /** How many were written, by this call or by the try before. */
  readonly written: number;
  /** Findings that GitHub took no comment for. */
  readonly refused: readonly Finding[];
  /** Findings beyond what one review takes. */
  readonly beyond: readonly Finding[];
}

/** Findings as comments: on their lines, else on their file. What is neither is given back, for the summary. */
export async function postComments(
  findings: readonly Finding[],
  reviewed: ReviewedHead,
  context: PostContext,
): Promise<PostedComments> {
  const wanted = findings.slice(0, mostComments);
  const onLines = wanted.filter(({ anchor }) => anchor.side !== 'file');
  const onFiles = wanted.filter(({ anchor }) => anchor.side === 'file');
  const refusedLines = await postReview(onLines, reviewed, context);
  const refused = await postFileComments([...refusedLines, ...onFiles], reviewed, context);
  return { written: wanted.length - refused.length, refused, beyond: findings.slice(mostComments) };
}
