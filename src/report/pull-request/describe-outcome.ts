import { inertLine, inertName } from '../../safety/inert-text.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Posting } from '../../review/forge-ports.ts';
import type { PullRequestOutcome } from '../../review/pull-request/pull-request-outcome.ts';
import { describeLines, plural } from '../describe-finding.ts';
import { titleBeside } from '../../finding/title-beside.ts';

const notNow = {
  closed: 'it is closed',
  merged: 'it is merged',
  draft: 'it is a draft',
} as const;

/** What became of a pull request's review, or what would, for a terminal: the first line says it all. */
export function describeOutcome(outcome: PullRequestOutcome): readonly string[] {
  const place = `pull request #${outcome.pull.number} (${inertName(outcome.pull.url)})`;
  switch (outcome.kind) {
    case 'skipped':
      return [`Nothing to do for ${place}: ${notNow[outcome.reason]}`];
    case 'planned':
      return [`Would be posted to ${place} with --post:`, ...describePosting(outcome.posting)];
    case 'stopped':
      return [`Stopped: nothing was posted to ${place}`];
    case 'superseded':
      return [
        `Nothing was posted to ${place}: its head moved to ${outcome.head.slice(0, 7)} during the review`,
      ];
    case 'withdrawn':
      return [`Nothing was posted to ${place}: ${notNow[outcome.reason]} by now`];
    case 'not-posted':
      return [
        `The review could not be posted to ${place}; it would have been:`,
        ...describePosting(outcome.posting),
      ];
    case 'posted': {
      const { comments, refused, problems, url } = outcome.posted;
      return [
        `Posted ${plural(comments, 'comment')} and the summary: ${inertName(url)}`,
        ...describeEdits(outcome.posting),
        ...(refused.length === 0
          ? []
          : [`GitHub took no comment for ${plural(refused.length, 'finding')}: in the summary`]),
        ...problems.map(inertLine),
      ];
    }
  }
}

function describePosting({ comments, edits, summary, old, check }: Posting): readonly string[] {
  return [
    plural(comments.length, 'new comment'),
    ...comments.map((finding) => `  ${describeComment(finding)}`),
    ...(summary.known.length === 0
      ? []
      : [`${plural(summary.known.length, 'comment')} there already, left as it is`]),
    ...describeEdits({ edits }),
    ...(summary.listed.length === 0
      ? []
      : [`${plural(summary.listed.length, 'finding')} in the summary alone`]),
    ...(summary.dismissed.length === 0
      ? []
      : [`${plural(summary.dismissed.length, 'finding')} dismissed by people`]),
    old === undefined ? 'the summary' : 'the summary, edited',
    `a check that ends as ${check.conclusion}`,
  ].map((line) => `  ${line}`);
}

function describeEdits({ edits }: Pick<Posting, 'edits'>): readonly string[] {
  const fixed = edits.filter(({ status }) => status === 'fixed').length;
  const back = edits.length - fixed;
  return [
    ...(fixed === 0 ? [] : [`${plural(fixed, 'comment')} marked as fixed`]),
    ...(back === 0 ? [] : [`${plural(back, 'comment')} opened again`]),
  ];
}

function describeComment(finding: Finding): string {
  const { anchor, severity, message } = finding;
  const line = anchor.side === 'file' ? '' : `:${describeLines(anchor)}`;
  return `${inertName(anchor.path)}${line} ${severity}: ${inertLine(titleBeside(finding) || message)}`;
}
