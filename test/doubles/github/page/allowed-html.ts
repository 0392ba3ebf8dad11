import { escapeHtml } from './escape-html.ts';

const allowed = new Set(['details', 'summary', 'sub', 'sup', 'br', 'kbd']);
const pieces = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;

/**
 * The raw HTML of a comment with only the tags that the page knows, without attributes (but `open`), the rest as text.
 *
 * @param open names of the tags that wait to be closed, so that one comment cannot close what stands around it
 */
export function allowedHtml(html: string, open: string[]): string {
  let result = '';
  let at = 0;
  for (const piece of html.matchAll(pieces)) {
    result += escapeHtml(html.slice(at, piece.index));
    at = piece.index + piece[0].length;
    if (!piece[0].startsWith('<!--')) result += tag(piece, open);
  }
  return result + escapeHtml(html.slice(at));
}

function tag([whole, slash, name = '', rest = '']: RegExpExecArray, open: string[]): string {
  const lower = name.toLowerCase();
  if (!allowed.has(lower)) return escapeHtml(whole);
  if (lower === 'br') return '<br>';
  if (!slash) {
    open.push(lower);
    return lower === 'details' && /\bopen\b/i.test(rest) ? '<details open>' : `<${lower}>`;
  }
  if (!open.includes(lower)) return '';
  let closing = '';
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    closing += `</${last}>`;
    if (last === lower) break;
  }
  return closing;
}
