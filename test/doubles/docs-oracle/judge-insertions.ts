import { codeWithoutComments } from './code-without-comments.ts';
import { marksOf, type Marks } from './languages.ts';
import { sameProgram } from './same-program.ts';

export interface Added {
  /** Offset in the text before, in UTF-16 units. */
  readonly at: number;
  readonly text: string;
}

/**
 * What is wrong with a text that is said to be another one with comments added, one entry a fault: judged without a line
 * of the code that added them.
 *
 * @param ending of the file's name, without its dot
 */
export function judgeInsertions(
  ending: string,
  before: string,
  after: string,
  added: readonly Added[],
): string[] {
  const marks = marksOf[ending];
  if (marks === undefined) return [`nothing is known of .${ending}`];
  const faults: string[] = [];
  const rest = withoutAdded(after, added);
  if (!Buffer.from(rest).equals(Buffer.from(before))) faults.push('bytes of the code have changed');
  for (const { at, text } of added) {
    if (at > 0 && !/[\r\n\ufeff]/.test(before[at - 1] ?? ''))
      faults.push(`not at the start of a line: ${text}`);
    if (!isOneComment(text, marks) || isMeddling(text, ending)) faults.push(`not a comment alone: ${text}`);
  }
  const isSame =
    ending === 'ts' || ending === 'js'
      ? sameProgram(before, after)
      : ending === 'py' || codeWithoutComments(before, marks) === codeWithoutComments(after, marks);
  if (!isSame) faults.push('the code is not the same');
  return faults;
}

function withoutAdded(after: string, added: readonly Added[]): string {
  let rest = after;
  let behind = Infinity;
  for (const { at, text } of added.toReversed()) {
    const start =
      at + added.filter((other) => other.at < at).reduce((sum, other) => sum + other.text.length, 0);
    if (start + text.length > behind || rest.slice(start, start + text.length) !== text) return '';
    rest = rest.slice(0, start) + rest.slice(start + text.length);
    behind = start;
  }
  return rest;
}

function isOneComment(text: string, { added, mark }: Marks): boolean {
  if (!text.endsWith('\n')) return false;
  if (added === 'block')
    return /^[ \t]*\/\*\*(?!\/)[^]*\*\/[ \t]*\r?\n$/.test(text) && text.split('*/').length === 2;
  if (added === 'docstring') {
    const [, quoted = '', said = ''] = /^[ \t]*(r?""")([^]*)"""[ \t]*\r?\n(?:[ \t]*\r?\n)*$/.exec(text) ?? [];
    if (quoted === '' || said.includes('"""') || /\\$/.test(said)) return false;
    return quoted === 'r"""' || !said.includes('\\');
  }
  const lines = text.trimEnd().split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  return lines.every((line) => line.trimStart().startsWith(mark)) && !/^[ \t]*\/\/\/\//m.test(text);
}

/** Whether a compiler or a tool would do something about it. */
function isMeddling(text: string, ending: string): boolean {
  if (/[\0\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\r(?!\n)/.test(text)) return true;
  if (ending === 'java' && /\\+u/.test(text)) return true;
  if (ending === 'py') return text.includes('>>>');
  if (ending === 'rs') return text.includes('```');
  if (ending === 'go') return /^\s*\/\/(?:go:|line |export | ?\+build| ?Deprecated:)/m.test(text);
  if (ending === 'cs') return false;
  return /(?<![\p{L}\p{N}_@])@(?:deprecated|internal|type|typedef|license|jsx)\b/u.test(text);
}
