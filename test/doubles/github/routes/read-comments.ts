import { isTooLong, tooLongMessage } from '../acts/body-rules.ts';
import type { CheckedComment } from '../acts/create-review.ts';
import type { PlaceFault, WantedPlace } from '../place-comment.ts';
import { placeComment } from '../place-comment.ts';
import { hunksByPath, pullDiff } from '../pull-diff.ts';
import { readFields } from '../read-fields.ts';
import type { Fields } from '../read-fields.ts';
import { unprocessable } from '../reply.ts';
import type { PullRequest } from '../state/records.ts';
import type { Inside } from '../types.ts';

export const reviewPage = 'pulls/reviews#create-a-review-for-a-pull-request';

/** What an entry of a review's `comments` may hold: file-level comments are not among it. */
const permitted = ['path', 'position', 'body', 'line', 'side', 'start_line', 'start_side'];

/** Sentences for the creation of a review: none says which entry is at fault. */
const sentences: Readonly<Record<PlaceFault, string>> = {
  path: 'Path could not be resolved',
  line: 'Line could not be resolved',
  position: 'Position could not be resolved',
  'start-line': 'Start line could not be resolved',
  'start-not-before-end': 'Pull request review thread start line must precede the end line.',
  'start-in-other-hunk': 'Pull request review thread start line must be part of the same hunk as the line.',
  'side-without-line': 'Line could not be resolved',
};

/** The place that fields ask for. */
export function readPlace(fields: Fields): WantedPlace {
  return {
    path: fields.text('path'),
    line: fields.maybeInteger('line'),
    side: fields.maybeOneOf('side', ['LEFT', 'RIGHT']),
    startLine: fields.maybeInteger('start_line'),
    startSide: fields.maybeOneOf('start_side', ['LEFT', 'RIGHT']),
    position: fields.maybeInteger('position'),
  };
}

/** Checks all comments of a new review against the diff at its commit; one that is refused refuses them all. */
export async function readReviewComments(
  inside: Inside,
  pull: PullRequest,
  commitId: string,
  entries: readonly Record<string, unknown>[],
): Promise<CheckedComment[]> {
  const hunks = hunksByPath(await pullDiff(inside, pull, commitId));
  const errors = new Set<string>();
  const checked: CheckedComment[] = [];
  for (const entry of entries) {
    const fields = readFields(entry, reviewPage);
    fields.only(permitted);
    const wanted = readPlace(fields);
    const body = fields.text('body');
    if (body.trim() === '') errors.add("Pull request review thread body can't be blank");
    if (isTooLong(body)) errors.add(tooLongMessage);
    const placed = placeComment(wanted, (path) => hunks.get(path));
    if (typeof placed === 'string') errors.add(sentences[placed]);
    else checked.push({ path: wanted.path, body, placed });
  }
  if (errors.size > 0) throw unprocessable([...errors], reviewPage);
  return checked;
}
