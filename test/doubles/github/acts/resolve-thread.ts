import { notFound } from '../reply.ts';
import type { ReviewThread } from '../state/comments.ts';
import type { Inside } from '../types.ts';
import { emitEvent } from './emit-event.ts';

/** "Resolve conversation" and "Unresolve conversation" of the page, of the thread that a comment stands in. */
export function resolveThread(inside: Inside, comment: number, sender: string, isResolved: boolean): void {
  const thread = inside.state.threads.find(({ comments }) => comments.includes(comment));
  if (thread === undefined) throw notFound();
  if (thread.resolved === isResolved) return;
  thread.resolved = isResolved;
  thread.resolvedBy = isResolved ? sender : null;
  tellThread(inside, thread, sender);
}

export function tellThread(inside: Inside, thread: ReviewThread, sender: string): void {
  emitEvent(inside, {
    name: 'pull_request_review_thread',
    action: thread.resolved ? 'resolved' : 'unresolved',
    repository: thread.repository,
    sender,
    payload: { thread: thread.id, pull: thread.pull },
  });
}
