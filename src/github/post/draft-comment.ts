import { hashQuote } from '../../finding/quote-hash.ts';
import type { Finding } from '../../finding/finding.ts';
import { renderCommentMarker } from '../comment-format/render-comment-marker.ts';
import { renderComment } from '../comment-format/render-comment.ts';

/** Of which review a comment is. */
export interface ReviewedHead {
  /** Commit that was reviewed: 40 hexadecimal digits. */
  readonly head: string;
  /** `Memory.asking`. */
  readonly prompt: string;
}

/** Where a comment is to stand, in the words of GitHub's API. */
export interface DraftComment {
  readonly path: string;
  readonly body: string;
  readonly line?: number;
  readonly side?: 'LEFT' | 'RIGHT';
  readonly start_line?: number;
  readonly start_side?: 'LEFT' | 'RIGHT';
}

/** A comment on exactly the lines of the finding: a suggestion in it replaces all of them. */
export function draftLineComment(finding: Finding, reviewed: ReviewedHead): DraftComment {
  const { anchor } = finding;
  if (anchor.side === 'file') return draftFileComment(finding, reviewed);
  const side: 'LEFT' | 'RIGHT' = anchor.side === 'base' ? 'LEFT' : 'RIGHT';
  // GitHub refuses a range whose start does not precede its end.
  const start = anchor.startLine < anchor.endLine ? { start_line: anchor.startLine, start_side: side } : {};
  const body = renderBody(finding, reviewed, false);
  return { path: anchor.path, body, line: anchor.endLine, side, ...start };
}

/** The same on the file as a whole. */
export function draftFileComment(finding: Finding, reviewed: ReviewedHead): DraftComment {
  return { path: finding.anchor.path, body: renderBody(finding, reviewed, true) };
}

function renderBody(finding: Finding, { head, prompt }: ReviewedHead, isOnFile: boolean): string {
  const { hash, lines } = hashQuote(finding.quote);
  const { fingerprint } = finding;
  const marker = renderCommentMarker({
    fingerprint,
    status: 'open',
    head,
    prompt,
    quoteHash: hash,
    quoteLines: lines,
  });
  return renderComment(finding, { marker, isOnFile });
}
