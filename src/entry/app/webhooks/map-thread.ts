import * as z from 'zod/mini';
import type { Errand } from '../../../review/jobs/errand.ts';
import { isBot, isInstalled, number, person, place, pullOf, sha } from './payload-parts.ts';

const schema = z.object({
  ...place,
  action: z.string(),
  sender: z.optional(person),
  pull_request: z.object({ number, head: z.object({ sha }) }),
  thread: z.object({ comments: z.array(z.object({ user: z.nullable(person) })) }),
});

/**
 * A thread of ours that was resolved dismisses its finding, and one that was opened again takes that back: the same head
 * is looked at once more, which asks the model nothing.
 */
export function mapReviewThread(payload: unknown): readonly Errand[] {
  const event = schema.parse(payload);
  const { action, sender, thread, pull_request: pull } = event;
  const starter = thread.comments[0]?.user ?? null;
  if (!isInstalled(event) || (action !== 'resolved' && action !== 'unresolved')) return [];
  if (starter === null || !isBot(starter) || (sender !== undefined && isBot(sender))) return [];
  const of = { installation: event.installation.id, pull: pullOf(event, pull.number) };
  return [{ kind: 'review', ...of, head: pull.head.sha, isForced: true }];
}
