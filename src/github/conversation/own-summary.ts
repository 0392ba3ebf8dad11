import type { OwnSummary } from '../../review/forge-ports.ts';
import { parseSummaryMarker } from '../comment-format/parse-summary-marker.ts';
import { isSameLogin, type IssueComment } from './comment-schemas.ts';

/** Which summary is looked for. */
export interface SummaryOf {
  /** Number of the pull request: a summary that was copied from another one remembers nothing. */
  readonly pull: number;
  /** Name of the set-up: each has its own summary. */
  readonly configuration: string;
}

/** A summary of any version, whole or broken. */
export function looksLikeSummary({ body }: Pick<IssueComment, 'body'>): boolean {
  return body?.startsWith('<!-- galley:summary:') ?? false;
}

/**
 * Our summary: the oldest comment with its marker, so that it stays one. Where no marker can be read, the oldest that
 * had one is taken over: it remembers nothing, and is written anew.
 */
export function ownSummary(
  comments: readonly IssueComment[],
  login: string,
  { pull, configuration }: SummaryOf,
): OwnSummary | undefined {
  const own = comments.filter(({ user }) => user !== null && isSameLogin(user.login, login));
  const read = own.filter(looksLikeSummary).map((comment) => ({
    comment,
    marker: parseSummaryMarker(comment.body ?? ''),
  }));
  const found =
    read.find(({ marker }) => marker?.configuration === configuration && marker.pull === pull) ??
    read.find(({ marker }) => marker === undefined || marker.configuration === configuration);
  if (found === undefined) return undefined;
  const { comment, marker } = found;
  return {
    id: comment.id,
    url: comment.html_url,
    memory: marker?.pull === pull ? marker.memory : undefined,
  };
}
