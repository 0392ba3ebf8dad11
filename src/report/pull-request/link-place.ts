import type { Anchor } from '../../finding/finding.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { renderCodeCell } from '../../safety/escape-markdown.ts';
import { describeLines } from '../describe-finding.ts';
import { renderLink } from './render-link.ts';

export interface LinesOfFile {
  readonly path: string;
  /** 1-based lines of the head file, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

/** `src/cart.ts:12` as a link to the code, fit for a cell of a table. Removed lines stand in no file of the head. */
export function linkAnchor(anchor: Anchor, links: SummaryLinks): string {
  const { path } = anchor;
  if (anchor.side === 'file') return renderLink(renderCodeCell(path), links.blob(path));
  if (anchor.side === 'base') return `${renderCodeCell(path)}, removed ${describeLines(anchor)}`;
  return linkLines(anchor, links);
}

export function linkLines({ path, startLine, endLine }: LinesOfFile, links: SummaryLinks): string {
  const label = renderCodeCell(`${path}:${describeLines({ startLine, endLine })}`);
  return renderLink(label, links.blob(path, startLine, endLine));
}
