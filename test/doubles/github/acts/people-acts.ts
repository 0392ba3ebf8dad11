import { nodeId } from '../ids.ts';
import { findPull, timestamp } from '../lookup.ts';
import type { CheckRun } from '../state/checks.ts';
import type { IssueComment, ReactionContent, ReviewComment } from '../state/comments.ts';
import type { Inside } from '../types.ts';
import { createReply } from './create-review.ts';
import { emitEvent } from './emit-event.ts';
import { resolveThread } from './resolve-thread.ts';

/** A pull request, by the names of its repository and its number. */
export interface PullName {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** What people do on the page of a pull request. Records are named by their ids. */
export interface PeopleActs {
  /** Into the conversation. */
  readonly comment: (pull: PullName, author: string, body: string) => IssueComment;
  /** Into the thread of a review comment that opens one. */
  readonly reply: (comment: number, author: string, body: string) => Promise<ReviewComment>;
  /** "Resolve conversation" of the thread that the comment stands in; false: "Unresolve conversation". */
  readonly resolve: (comment: number, sender: string, isResolved?: boolean) => void;
  readonly react: (
    on: 'issue-comment' | 'review-comment',
    comment: number,
    author: string,
    content: ReactionContent,
  ) => void;
  /** A button that the app gave its check run. */
  readonly pressAction: (run: number, identifier: string, sender: string) => void;
  /** "Re-run" of one check. */
  readonly rerunCheck: (run: number, sender: string) => void;
  /** "Re-run all checks" of the suite that a check run belongs to. */
  readonly rerunSuite: (run: number, sender: string) => void;
}

export function peopleActs(inside: Inside): PeopleActs {
  const tellRun = (action: string, run: CheckRun, sender: string, more: object = {}): void =>
    emitEvent(inside, {
      name: 'check_run',
      action,
      repository: run.repository,
      sender,
      payload: { id: run.id, name: run.name, ...more },
    });
  return {
    comment: (pull, author, body) => writeComment(inside, pull, author, body),
    reply: (comment, author, body) => writeReply(inside, comment, author, body),
    resolve: (comment, sender, isResolved = true) => resolveThread(inside, comment, sender, isResolved),
    react(on, comment, author, content) {
      const { state } = inside;
      const all = on === 'issue-comment' ? state.issueComments : state.reviewComments;
      const { repository } = withId<IssueComment | ReviewComment>(all, comment);
      const id = inside.nextId();
      const at = timestamp(inside);
      const who = { id, nodeId: nodeId('REA', id), repository, author, content, createdAt: at };
      state.reactions.push({ ...who, on, subject: comment });
    },
    pressAction(run, identifier, sender) {
      const pressed = withId(inside.state.checkRuns, run);
      if (!pressed.actions.some((each) => each.identifier === identifier)) {
        throw new Error(`the check ${pressed.name} has no button ${identifier}`);
      }
      tellRun('requested_action', pressed, sender, { requested_action: { identifier } });
    },
    rerunCheck: (run, sender) => tellRun('rerequested', withId(inside.state.checkRuns, run), sender),
    rerunSuite(run, sender) {
      const { suite, repository } = withId(inside.state.checkRuns, run);
      const payload = { id: suite };
      emitEvent(inside, { name: 'check_suite', action: 'rerequested', repository, sender, payload });
    },
  };
}

function writeComment(inside: Inside, where: PullName, author: string, body: string): IssueComment {
  const pull = findPull(inside, `${where.owner}/${where.repo}`, where.number);
  const id = inside.nextId();
  const now = timestamp(inside);
  const { repository, number } = pull;
  const about = { repository, issue: number, author, body, createdAt: now, updatedAt: now, minimized: null };
  const comment: IssueComment = { id, nodeId: nodeId('IC', id), ...about };
  inside.state.issueComments.push(comment);
  pull.updatedAt = now;
  const payload = { id, issue: number };
  emitEvent(inside, { name: 'issue_comment', action: 'created', repository, sender: author, payload });
  return comment;
}

async function writeReply(
  inside: Inside,
  comment: number,
  author: string,
  body: string,
): Promise<ReviewComment> {
  const parent = withId(inside.state.reviewComments, comment);
  const pull = findPull(inside, parent.repository, parent.pull);
  const reply = await createReply(inside, pull, parent, author, body);
  emitEvent(inside, {
    name: 'pull_request_review_comment',
    action: 'created',
    repository: pull.repository,
    sender: author,
    payload: { id: reply.id, pull: pull.number },
  });
  return reply;
}

function withId<T extends { readonly id: number }>(all: readonly T[], id: number): T {
  const found = all.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no record ${id}`);
  return found;
}
