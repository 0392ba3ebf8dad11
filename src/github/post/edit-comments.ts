import type { CommentEdit } from '../../review/forge-ports.ts';
import { renderStatus } from '../comment-format/render-fixed.ts';
import { isMissing } from './is-missing.ts';
import type { PostContext } from './post-context.ts';

/** Edits comments of ours to their new status; one that somebody deleted is none to edit. */
export async function editComments(
  edits: readonly CommentEdit[],
  prompt: string,
  { client, address, signal }: PostContext,
): Promise<void> {
  const { owner, repo } = address;
  for (const edit of edits) {
    try {
      await client.rest.pulls.updateReviewComment({
        owner,
        repo,
        comment_id: edit.comment.id,
        body: renderStatus(edit, prompt),
        request: { signal },
      });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}
