import { tellThread } from '../acts/resolve-thread.ts';
import { actorOf } from '../lookup.ts';
import type { MinimizedReason, ReviewThread } from '../state/comments.ts';
import type { Context } from '../types.ts';
import { addReply, addThread } from './add-thread.ts';
import type { NewReply, NewThread } from './add-thread.ts';
import { findKind, nodeOf, repositoryOfFound } from './find-node.ts';
import { threadNode } from './graph-comments.ts';
import { demand, needsToResolve } from './graph-rights.ts';

/** Every input may bring a word of the caller's, which comes back with the answer. */
interface Input {
  readonly clientMutationId?: string | null;
}

/** What a mutation may ask for. */
export function mutations(context: Context) {
  const resolve = (threadId: string, by: string | null): ReviewThread => {
    const found = findKind(context, threadId, 'thread');
    demand(context, repositoryOfFound(context, found), needsToResolve(actorOf(context)));
    found.record.resolved = by !== null;
    found.record.resolvedBy = by;
    tellThread(context.inside, found.record, actorOf(context).login);
    return found.record;
  };
  const minimize = (subjectId: string, reason: MinimizedReason) => {
    const found = findKind(context, subjectId, 'issue-comment', 'review-comment', 'review');
    demand(context, repositoryOfFound(context, found), { pull_requests: 'write' });
    found.record.minimized = reason;
    return nodeOf(context, found);
  };
  const answered = <Payload>({ clientMutationId }: Input, payload: Payload) => ({
    ...payload,
    clientMutationId,
  });

  return {
    resolveReviewThread: ({ input }: { input: Input & { threadId: string } }) =>
      answered(input, { thread: threadNode(context, resolve(input.threadId, actorOf(context).login)) }),
    unresolveReviewThread: ({ input }: { input: Input & { threadId: string } }) =>
      answered(input, { thread: threadNode(context, resolve(input.threadId, null)) }),
    minimizeComment: ({
      input,
    }: {
      input: Input & { subjectId: string; classifier: NonNullable<MinimizedReason> };
    }) => answered(input, { minimizedComment: minimize(input.subjectId, input.classifier) }),
    unminimizeComment: ({ input }: { input: Input & { subjectId: string } }) =>
      answered(input, { unminimizedComment: minimize(input.subjectId, null) }),
    addPullRequestReviewThread: async ({ input }: { input: Input & NewThread }) =>
      answered(input, { thread: threadNode(context, await addThread(context, input)) }),
    addPullRequestReviewThreadReply: async ({ input }: { input: Input & NewReply }) =>
      answered(input, { comment: await addReply(context, input) }),
  };
}
