import { removeInvisible } from './remove-invisible.ts';

/**
 * Makes untrusted prose inert for every place Galley writes to: one line, no control or invisible characters, no
 * mention, issue reference, command, link, image or markup that a forge or a browser would act on.
 *
 * Code spans (text between single backticks) stay as they are but for control characters: forges do not act on them,
 * and `Array<string>` must stay readable. The result has balanced backticks.
 *
 * @param text what a model or a pull request said
 * @param maxCharacters cut at a code point, with an ellipsis; at least 2
 */
export function sanitise(text: string, maxCharacters: number): string {
  const line = removeInvisible(text).replace(/`{2,}/g, '`').replace(/\s+/g, ' ').trim();
  const parts = line.split(/(`[^`]+`)/);
  const inert = parts.map((part, index) => (index % 2 === 1 ? part : disarm(part, index === 0))).join('');
  return cut(inert.replace(/``/g, '` `').replace(/\s+/g, ' ').trim(), maxCharacters);
}

/**
 * A word that a forge turns into a link, a notification or a command: addresses, mentions, issue references, and
 * `/word`. The whole word goes into the code span, whatever else it holds.
 */
const activeWord = /@[\w-]|#\d|\bGH-\d|:\/\/|^(?:www\.|mailto:|javascript:|data:)|^\/[a-z]/i;

/** Markup goes, active text is put into code spans. `isStart`: block markup counts only at the start of the text. */
function disarm(text: string, isStart: boolean): string {
  const plain = text
    .replace(/`/g, "'")
    .replace(/!?\[([^\]]{0,200})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\*{2,}|_{2,}|~{2,}/g, '')
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .replace(/&(?=#|[a-z]+;)/gi, '& ');
  const start = isStart ? plain.replace(/^(?:\s*(?:[#>*+=-]+|\d+[.)])(?=\s|$))+\s*/, '') : plain;
  return start.replace(/[^\s]+/g, wrapActive);
}

/** Punctuation around a word stays outside its code span. */
function wrapActive(text: string): string {
  const [, before = '', word = '', after = ''] = /^([("'[]*)(.*?)([.,;:!?)"'\]]*)$/.exec(text) ?? [];
  return activeWord.test(word) ? before + '`' + word + '`' + after : text;
}

function cut(text: string, maxCharacters: number): string {
  const points = Array.from(text);
  if (points.length <= maxCharacters) return text;
  const head = points.slice(0, maxCharacters - 1).join('');
  const open = (head.match(/`/g)?.length ?? 0) % 2 === 1;
  return (open ? head.slice(0, head.lastIndexOf('`')) : head).trimEnd() + '…';
}
