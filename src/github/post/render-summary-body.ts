import type { Posting, Summary } from '../../review/forge-ports.ts';
import type { SummaryLinks } from '../../review/pull-request/summary-links.ts';
import { cutMarkdown } from '../comment-format/cut-markdown.ts';
import type { SummaryPlace } from '../comment-format/marker.ts';
import { mostBodyCharacters } from '../comment-format/render-comment.ts';
import { renderSummaryMarker, type RenderedMemory } from '../comment-format/render-summary-marker.ts';
import { summaryLinks } from '../summary-links.ts';

/** Markdown without a marker; what is longer than `mostCharacters` is cut. */
export type RenderSummary = (summary: Summary, links: SummaryLinks, mostCharacters: number) => string;

/** The summary as it is posted: its marker first, then what people read, and what was forgotten if anything was. */
export function renderSummaryBody(
  { pull, head }: Pick<Posting, 'pull' | 'head'>,
  summary: Summary,
  place: SummaryPlace,
  render: RenderSummary,
): string {
  const memory = renderSummaryMarker(summary.memory, place);
  const note = tellForgotten(memory);
  const room = mostBodyCharacters - memory.marker.length - note.length - 1;
  const text = cutMarkdown(render(summary, summaryLinks(pull, head), room), room) + note;
  return `${memory.marker}\n${text}`;
}

function tellForgotten({ forgottenChunks, forgottenFindings }: RenderedMemory): string {
  const parts = [
    ...(forgottenChunks > 0
      ? [`${forgottenChunks} parts of the change are reviewed again at the next push`]
      : []),
    ...(forgottenFindings > 0 ? [`${forgottenFindings} findings may be told again`] : []),
  ];
  if (parts.length === 0) return '';
  return `\n\n<sub>More than a comment can remember: ${parts.join(', ')}.</sub>`;
}
