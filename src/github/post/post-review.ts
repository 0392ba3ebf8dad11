import type { Finding } from '../../finding/finding.ts';
import { draftLineComment, type ReviewedHead } from './draft-comment.ts';
import { findWritten } from './find-written.ts';
import type { PostContext } from './post-context.ts';
import { splitRefused } from './split-refused.ts';
import { writeOnce } from './write-once.ts';

/** Requests that looking for what was refused may cost: one refused comment of 25 takes six to eleven. */
const mostReviews = 20;

/**
 * Posts findings as comments on their lines, all in one review. Gives those that GitHub refuses: a review is refused as
 * a whole and nobody says for which comment, so that parts of it are posted as reviews of their own until it is known.
 *
 * @throws GalleyError where nothing could be learned about what was written; what was stands there
 */
export async function postReview(
  findings: readonly Finding[],
  reviewed: ReviewedHead,
  context: PostContext,
): Promise<readonly Finding[]> {
  return splitRefused(findings, (part) => sendReview(part, reviewed, context), mostReviews);
}

/** Whether GitHub took it. What an earlier try has stored, though it said otherwise, is not sent again. */
async function sendReview(
  findings: readonly Finding[],
  reviewed: ReviewedHead,
  context: PostContext,
): Promise<boolean> {
  let missing = findings;
  const outcome = await writeOnce(
    async () => {
      await createReview(missing, reviewed, context);
      return true;
    },
    async () => {
      const written = await findWritten(context, reviewed.head);
      missing = findings.filter(({ fingerprint }) => !written.has(fingerprint));
      return missing.length === 0 ? true : undefined;
    },
    context,
  );
  if (outcome.kind === 'missing') throw outcome.error;
  return outcome.kind === 'stored';
}

async function createReview(
  findings: readonly Finding[],
  reviewed: ReviewedHead,
  { client, address, signal }: PostContext,
): Promise<void> {
  const { owner, repo, number } = address;
  const count = findings.length === 1 ? '1 comment' : `${findings.length} comments`;
  await client.rest.pulls.createReview({
    owner,
    repo,
    pull_number: number,
    commit_id: reviewed.head,
    event: 'COMMENT',
    // GitHub's reference asks for one, though it takes reviews without.
    body: `${count} on ${reviewed.head}. The summary tells the rest.`,
    comments: findings.map((finding) => draftLineComment(finding, reviewed)),
    request: { signal },
  });
}
