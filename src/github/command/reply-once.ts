import type { CommentPlace } from '../../review/jobs/errand.ts';
import { cutMarkdown } from '../comment-format/cut-markdown.ts';
import { frameMarker } from '../comment-format/frame-marker.ts';
import { mostBodyCharacters } from '../comment-format/render-comment.ts';
import { writeOnce } from '../post/write-once.ts';
import type { CommandContext } from './command-context.ts';
import { readRoot } from './read-thread.ts';

/**
 * Writes an answer, unless the one of this key stands there: a command that is tried again has been answered already.
 *
 * @param key names the answer; any text without white space, at most 200 characters
 */
export async function replyOnce(
  context: CommandContext,
  place: CommentPlace | undefined,
  body: string,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const thread = place?.kind === 'line' ? (await readRoot(context, place.id, signal))?.id : undefined;
  const marker = frameMarker('reply', encodeURIComponent(key).replace(/-/g, '%2D'));
  const text = `${marker}\n${cutMarkdown(body, mostBodyCharacters - marker.length - 1)}`;
  const find = async (): Promise<true | undefined> => {
    const { own } = context;
    const posts = await (thread === undefined ? own.summaries(signal) : own.comments(signal));
    return posts.some((post) => post.body.startsWith(marker)) ? true : undefined;
  };
  if ((await find()) !== undefined) return;
  const outcome = await writeOnce(() => send(context, thread, text, signal), find, { ...context, signal });
  if (outcome.kind !== 'stored') throw outcome.error;
}

/** @param thread its first comment: replies to replies are refused */
async function send(
  { client, address: { owner, repo, number } }: CommandContext,
  thread: number | undefined,
  body: string,
  signal: AbortSignal,
): Promise<true> {
  if (thread === undefined)
    await client.rest.issues.createComment({ owner, repo, issue_number: number, body, request: { signal } });
  else
    await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies', {
      ...{ owner, repo, pull_number: number, comment_id: thread, body },
      request: { signal },
    });
  return true;
}
