import { inertLine } from '../../safety/inert-text.ts';
import { cutMarkdown } from '../comment-format/cut-markdown.ts';
import { cutText } from '../comment-format/cut-text.ts';

/** GitHub's limit of each text; it says characters, and counting bytes is right in either case. */
const mostTextBytes = 65_535;
const mostTitleCharacters = 255;

/** What a check shows: the title stands beside its name on the pull request, the rest is Markdown on its own page. */
export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  /** Below the summary; empty: nothing more. */
  readonly text: string;
}

/** The same, cut to what GitHub takes. It wants a summary in any case. */
export function fitOutput({ title, summary, text }: CheckOutput): CheckOutput {
  const line = cutText(inertLine(title), (start) => start.length <= mostTitleCharacters);
  return { title: line, summary: fitText(summary.trim() === '' ? line : summary), text: fitText(text) };
}

function fitText(markdown: string): string {
  let text = markdown;
  let most = mostTextBytes;
  for (let bytes = Buffer.byteLength(text); bytes > mostTextBytes; bytes = Buffer.byteLength(text)) {
    most = Math.min(most - 1, Math.floor((text.length * mostTextBytes) / bytes));
    text = cutMarkdown(markdown, most);
  }
  return text;
}
