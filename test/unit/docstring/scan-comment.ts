import type { DocTable } from '../../../src/docstring/languages/doc-table.ts';

/**
 * What a compiler would take a rendered doc for, character by character and without any of our own code: what is left
 * behind the comment when it ends, or undefined when it never does.
 */
export function behindComment(text: string, comment: DocTable['comment'], java: boolean): string | undefined {
  const read = java ? unicodeEscapes(text) : text;
  const start = read.replace(/^[ \t]*/, '');
  if (comment === 'block') return start.startsWith('/*') ? behindBlock(start) : start;
  return comment === 'docstring' ? behindString(start) : behindLines(start);
}

function behindBlock(text: string): string | undefined {
  for (let at = 2; at < text.length - 1; at++) {
    if (text[at] === '*' && text[at + 1] === '/') return text.slice(at + 2);
  }
  return undefined;
}

/** Every line terminator of any of the languages ends a line comment. */
function behindLines(text: string): string {
  let rest = text;
  while (rest.trimStart().startsWith('//')) {
    const end = /[\n\r\u0085\u2028\u2029]/.exec(rest.trimStart());
    if (end === null) return '';
    rest = rest.trimStart().slice(end.index + 1);
  }
  return rest;
}

function behindString(text: string): string | undefined {
  const isRaw = text.startsWith('r');
  let at = isRaw ? 1 : 0;
  if (text.slice(at, at + 3) !== '"""') return text;
  for (at += 3; at < text.length; at++) {
    // A raw string keeps a backslash, and yet it protects the quote behind it. In others an escape might be none.
    if (text[at] === '\\') {
      if (!isRaw) return undefined;
      at++;
    } else if (text.slice(at, at + 3) === '"""') return text.slice(at + 3);
  }
  return undefined;
}

/** Java reads `\u002a` before it looks for comments (JLS 3.3); a broken one is an error. */
function unicodeEscapes(text: string): string {
  if (/(?<!\\)(?:\\\\)*\\u(?!u*[0-9a-fA-F]{4})/.test(text)) return '';
  return text.replace(/(?<!\\)((?:\\\\)*)\\u+([0-9a-fA-F]{4})/g, (_, before: string, code: string) => {
    return before + String.fromCharCode(parseInt(code, 16));
  });
}
