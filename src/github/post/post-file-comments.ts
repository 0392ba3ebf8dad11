import type { Finding } from '../../finding/finding.ts';
import { draftFileComment, type ReviewedHead } from './draft-comment.ts';
import { findWritten } from './find-written.ts';
import type { PostContext } from './post-context.ts';
import { writeOnce } from './write-once.ts';

/** Each is a review of its own to GitHub, and a message to people. */
const mostFileComments = 10;

/** Posts findings as comments on their files, one by one. Gives those for which there is no comment. */
export async function postFileComments(
  findings: readonly Finding[],
  reviewed: ReviewedHead,
  context: PostContext,
): Promise<readonly Finding[]> {
  const refused: Finding[] = [];
  for (const finding of findings.slice(0, mostFileComments))
    if (!(await sendFileComment(finding, reviewed, context))) refused.push(finding);
  return [...refused, ...findings.slice(mostFileComments)];
}

/** Whether GitHub took it. */
async function sendFileComment(
  finding: Finding,
  reviewed: ReviewedHead,
  context: PostContext,
): Promise<boolean> {
  const { client, address, signal } = context;
  const { owner, repo, number } = address;
  const outcome = await writeOnce(
    async () => {
      await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments', {
        owner,
        repo,
        pull_number: number,
        commit_id: reviewed.head,
        subject_type: 'file',
        ...draftFileComment(finding, reviewed),
        request: { signal },
      });
      return true;
    },
    async () => ((await findWritten(context, reviewed.head)).has(finding.fingerprint) ? true : undefined),
    context,
  );
  if (outcome.kind === 'missing') throw outcome.error;
  return outcome.kind === 'stored';
}
