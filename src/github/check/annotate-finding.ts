import type { Anchor, Finding } from '../../finding/finding.ts';
import { inertLine, inertText } from '../../safety/inert-text.ts';
import { cutText } from '../comment-format/cut-text.ts';

/** Half of the 64 KB that GitHub takes of a message. */
const mostMessageBytes = 32 * 1024;
const mostTitleCharacters = 255;

export interface CheckAnnotation {
  readonly path: string;
  /** Head lines, 1-based inclusive. */
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

const levels = { error: 'failure', warning: 'warning', info: 'notice' } as const;

/**
 * A finding as an annotation, which is plain text and can point at head lines alone: of another place the words say
 * where it is, and the first line stands in for it.
 */
export function annotateFinding(finding: Finding): CheckAnnotation {
  const { anchor, severity, rule } = finding;
  const lines = anchor.side === 'head' ? anchor : { startLine: 1, endLine: 1 };
  const text = finding.message === '' ? finding.title : finding.message;
  const message = inertText(`${text}${describePlace(anchor)} [${rule}]`);
  return {
    path: anchor.path,
    start_line: lines.startLine,
    end_line: lines.endLine,
    annotation_level: levels[severity],
    title: cutText(inertLine(finding.title), (title) => title.length <= mostTitleCharacters),
    message: cutText(message, (part) => Buffer.byteLength(part) <= mostMessageBytes),
  };
}

function describePlace(anchor: Anchor): string {
  if (anchor.side === 'head') return '';
  if (anchor.side === 'file') return ' (whole file)';
  return anchor.startLine === anchor.endLine
    ? ` (removed line ${anchor.startLine})`
    : ` (removed lines ${anchor.startLine} to ${anchor.endLine})`;
}
