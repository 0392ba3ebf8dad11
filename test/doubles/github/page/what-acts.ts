import { parseMarkdown } from './markdown.ts';

/** Something in a comment that does more than being read. */
export interface Acting {
  /** `suggestion`: a block that a click would commit. `html`: a tag or a comment. */
  readonly kind: 'mention' | 'reference' | 'link' | 'image' | 'html' | 'suggestion' | 'command';
  /** The name, the address, the tag, the code, or the line. */
  readonly text: string;
}

/**
 * What acts in a comment when it is posted: people are told, issues are linked, pictures are fetched, code can be
 * committed, and bots hear a command (a line that begins with `/name`). Order: that of the text. Empty: only prose.
 */
export function whatActs(body: string): Acting[] {
  const acting: Acting[] = [];
  for (const token of parseMarkdown(body)) {
    if (token.type === 'html_block') acting.push({ kind: 'html', text: token.content.trim() });
    if (token.type === 'fence' && token.info.trim() === 'suggestion')
      acting.push({ kind: 'suggestion', text: token.content });
    const children = token.children ?? [];
    children.forEach((child, index) => {
      const next = children[index + 1]?.content ?? '';
      if (child.type === 'reference_open')
        acting.push({ kind: next.startsWith('@') ? 'mention' : 'reference', text: next });
      if (child.type === 'link_open') acting.push({ kind: 'link', text: child.attrGet('href') ?? '' });
      if (child.type === 'image') acting.push({ kind: 'image', text: child.attrGet('src') ?? '' });
      if (child.type === 'html_inline') acting.push({ kind: 'html', text: child.content });
    });
  }
  // Bots read the source, not what is shown.
  for (const line of body.matchAll(/^\s*(\/[a-z][\w-]*(?: .*)?)$/gim))
    acting.push({ kind: 'command', text: line[1] ?? '' });
  return acting;
}
