import { cutMarkdown } from '../comment-format/cut-markdown.ts';
import { cutText } from '../comment-format/cut-text.ts';
import { inertLine } from '../../safety/inert-text.ts';

/** GitHub's limit of a summary; it says characters, and counting bytes is right in either case. */
const mostSummaryBytes = 65_535;
const mostTitleCharacters = 255;

/** What a check shows: `title` stands beside its name on the pull request, `summary` is Markdown on its own page. */
export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
}

/** Title and Markdown, cut to what GitHub takes. */
export function fitOutput(title: string, summary: string): CheckOutput {
  return {
    title: cutText(inertLine(title), (text) => text.length <= mostTitleCharacters),
    summary: fitSummary(summary),
  };
}

function fitSummary(markdown: string): string {
  let text = markdown;
  let most = mostSummaryBytes;
  for (let bytes = Buffer.byteLength(text); bytes > mostSummaryBytes; bytes = Buffer.byteLength(text)) {
    most = Math.min(most - 1, Math.floor((text.length * mostSummaryBytes) / bytes));
    text = cutMarkdown(markdown, most);
  }
  return text;
}
