import MarkdownIt from 'markdown-it';
import { allowedHtml } from './allowed-html.ts';
import { escapeHtml } from './escape-html.ts';
import { markReferences } from './mark-references.ts';
import type { PatchLine } from './read-patch.ts';
import { renderSuggestion } from './render-suggestion.ts';

/** What a comment is rendered with. */
interface Surroundings {
  /** Tags of raw HTML that are open. */
  readonly open: string[];
  /** The lines that a suggestion in the comment would replace; undefined where suggestions are plain code. */
  readonly replaced: readonly PatchLine[] | undefined;
}

const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true });
const rules = markdown.renderer.rules;
const around = (env: unknown): Surroundings => env as Surroundings;

rules.html_block = (tokens, index, _options, env) => allowedHtml(tokens[index]!.content, around(env).open);
rules.html_inline = rules.html_block;
// No picture is fetched: what GitHub's proxy would have asked for is shown instead.
rules.image = (tokens, index) => {
  const { content, attrs } = tokens[index]!;
  const source = attrs?.find(([name]) => name === 'src')?.[1] ?? '';
  return `<span class="picture" title="${escapeHtml(source)}">${escapeHtml(content || source)}</span>`;
};
rules.fence = (tokens, index, _options, env) => {
  const { info, content } = tokens[index]!;
  const { replaced } = around(env);
  if (info.trim() === 'suggestion' && replaced !== undefined) return renderSuggestion(content, replaced);
  return `<pre>${escapeHtml(content)}</pre>\n`;
};
rules.code_block = rules.fence;
rules['table_open'] = () => '<div class="wide"><table>';
rules['table_close'] = () => '</table></div>';

markdown.core.ruler.push('references', ({ tokens }) => {
  for (const token of tokens)
    if (token.type === 'inline') token.children = markReferences(token.children ?? []);
});

markdown.core.ruler.push('boxes', ({ tokens }) => {
  tokens.forEach((token, index) => {
    const text = token.children?.[0];
    if (token.type !== 'inline' || text?.type !== 'text') return;
    if (tokens[index - 2]?.type === 'list_item_open') task(text, tokens[index - 2]!);
    if (tokens[index - 2]?.type === 'blockquote_open') alert(text, tokens[index - 2]!);
  });
});

type Token = ReturnType<typeof markdown.parse>[number];

/** `- [x] done` */
function task(text: Token, item: Token): void {
  const box = /^\[([ xX])\] /.exec(text.content);
  if (!box) return;
  item.attrSet('class', box[1] === ' ' ? 'task' : 'task done');
  text.content = text.content.slice(box[0].length);
}

/** `> [!NOTE]` */
function alert(text: Token, quote: Token): void {
  const kind = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$/.exec(text.content)?.[1];
  if (kind === undefined) return;
  quote.attrSet('class', `alert ${kind.toLowerCase()}`);
  text.content = `${kind[0]}${kind.slice(1).toLowerCase()}`;
}

/** The tokens of a comment, for those who ask what acts in it. */
export function parseMarkdown(text: string): Token[] {
  return markdown.parse(text, {});
}

/** A comment as GitHub shows it, near enough: its Markdown, and nothing of its HTML but folded parts and small print. */
export function renderMarkdown(text: string, replaced?: readonly PatchLine[]): string {
  const env: Surroundings = { open: [], replaced };
  const html = markdown.render(text, env);
  const unclosed = [...env.open].reverse().map((name) => `</${name}>`);
  return `<div class="markdown">${html}${unclosed.join('')}</div>`;
}
