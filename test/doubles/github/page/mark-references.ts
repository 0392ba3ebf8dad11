import type Token from 'markdown-it/lib/token.mjs';

/** `@name`, `@org/team`, `#12`, `owner/repo#12`, `GH-12`: what GitHub links, tells people about, or closes. */
const reference =
  /(?<![\w@/`])(?:@[a-zA-Z\d](?:[a-zA-Z\d-]{0,38})(?:\/[\w.-]+)?|(?:[\w.-]+\/[\w.-]+)?#\d+|GH-\d+)(?![\w@])/g;

/** Inline tokens with references as tokens of their own (`reference_open`, text, `reference_close`), not within links. */
export function markReferences(tokens: readonly Token[]): Token[] {
  const marked: Token[] = [];
  let links = 0;
  for (const token of tokens) {
    if (token.type === 'link_open') links += 1;
    if (token.type === 'link_close') links -= 1;
    if (token.type === 'text' && links === 0) marked.push(...split(token));
    else marked.push(token);
  }
  return marked;
}

function split(token: Token): Token[] {
  const Kind = token.constructor as typeof Token;
  const parts: Token[] = [];
  let at = 0;
  const plain = (end: number): void => {
    if (end === at) return;
    const text = new Kind('text', '', 0);
    text.content = token.content.slice(at, end);
    parts.push(text);
  };
  for (const found of token.content.matchAll(reference)) {
    plain(found.index);
    at = found.index + found[0].length;
    const text = new Kind('text', '', 0);
    text.content = found[0];
    const open = new Kind('reference_open', 'b', 1);
    open.attrSet('class', found[0].startsWith('@') ? 'mention' : 'reference');
    parts.push(open, text, new Kind('reference_close', 'b', -1));
  }
  plain(token.content.length);
  return parts;
}
