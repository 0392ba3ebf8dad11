import { pullDiff } from '../pull-diff.ts';
import { showsPatch } from '../render/render-commit.ts';
import type { IssueComment, Review, ReviewComment, ReviewThread } from '../state/comments.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';
import type { CommentView, PageView, ReviewItem, ThreadView, TimelineItem } from './page-view.ts';
import { viewOfCheck } from './view-of-check.ts';

/** What the page of a pull request shows to anybody: nothing that is pending. */
export async function viewOfPull(inside: Inside, pull: PullRequest): Promise<PageView> {
  const [owner = '', repo = ''] = pull.repository.split('/');
  const { files } = await pullDiff(inside, pull);
  const { state } = inside;
  const isFork = pull.head.repository !== null && pull.head.repository !== pull.repository;
  return {
    owner,
    repo,
    number: pull.number,
    title: pull.title,
    state: pull.merged ? 'merged' : pull.state === 'closed' ? 'closed' : pull.draft ? 'draft' : 'open',
    author: pull.author,
    base: pull.base.ref,
    head: isFork ? `${pull.head.repository?.split('/')[0]}:${pull.head.ref}` : pull.head.ref,
    body: pull.body ?? '',
    timeline: timelineOf(inside, pull),
    checks: state.checkRuns
      .filter((run) => run.repository === pull.repository && run.headSha === pull.head.sha)
      .map(viewOfCheck),
    files: files.map((file) => ({
      path: file.path,
      previousPath: file.previousPath,
      status: file.status,
      additions: file.additions,
      deletions: file.deletions,
      patch: file.patch !== '' && showsPatch(file) ? file.patch : undefined,
    })),
  };
}

function timelineOf(inside: Inside, pull: PullRequest): TimelineItem[] {
  const { issueComments, reviews } = inside.state;
  const comments = issueComments.filter(
    (one) => one.repository === pull.repository && one.issue === pull.number,
  );
  const given = reviews.filter(
    (one) => one.repository === pull.repository && one.pull === pull.number && one.state !== 'PENDING',
  );
  const items: (TimelineItem & { readonly at: string })[] = [
    ...comments.map((one) => ({ kind: 'comment' as const, ...viewOfComment(inside, one, 'issue-comment') })),
    ...given.map((one) => viewOfReview(inside, one)),
  ];
  // Those of one second in the order they came.
  return items.sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id).filter(saysSomething);
}

/** Replies make reviews of their own that GitHub does not show. */
function saysSomething(item: TimelineItem): boolean {
  return item.kind === 'comment' || item.body !== '' || item.threads.length > 0 || item.state !== 'COMMENTED';
}

function viewOfReview(inside: Inside, review: Review): ReviewItem {
  const { threads, reviewComments } = inside.state;
  const begun = threads.filter(({ comments }) => {
    const first = reviewComments.find(({ id }) => id === comments[0]);
    return first?.review === review.id && isShown(first);
  });
  return {
    kind: 'review',
    id: review.id,
    author: review.author,
    at: review.submittedAt ?? '',
    state: review.state,
    body: review.body,
    minimized: review.minimized ?? undefined,
    threads: begun.map((thread) => viewOfThread(inside, thread)),
  };
}

/** What GraphQL accepted on a line outside of the diff is stored, but no page shows it. */
function isShown({ subject, diffHunk }: ReviewComment): boolean {
  return subject === 'file' || diffHunk !== '';
}

function viewOfThread(inside: Inside, thread: ReviewThread): ThreadView {
  const { reviewComments, reviews } = inside.state;
  const isPending = ({ review }: ReviewComment): boolean =>
    reviews.some(({ id, state }) => id === review && state === 'PENDING');
  const comments = reviewComments.filter((one) => thread.comments.includes(one.id) && !isPending(one));
  const first = comments[0];
  if (first === undefined) throw new Error(`the thread ${thread.id} shows no comments`);
  const { line, startLine, side } = first.original;
  return {
    path: first.path,
    lines: line === null ? undefined : { start: startLine ?? line, end: line },
    side,
    hunk: first.diffHunk,
    isOutdated: first.place === null,
    resolvedBy: thread.resolved ? (thread.resolvedBy ?? '') : undefined,
    comments: comments.map((one) => viewOfComment(inside, one, 'review-comment')),
  };
}

function viewOfComment(
  { state }: Inside,
  one: IssueComment | ReviewComment,
  on: 'issue-comment' | 'review-comment',
): CommentView {
  const reactions: Record<string, number> = {};
  for (const { content, on: kind, subject } of state.reactions)
    if (kind === on && subject === one.id) reactions[content] = (reactions[content] ?? 0) + 1;
  return {
    id: one.id,
    author: one.author,
    at: one.createdAt,
    isEdited: one.updatedAt !== one.createdAt,
    body: one.body,
    minimized: one.minimized ?? undefined,
    reactions,
  };
}
