import type { CodeNode } from './code-node.ts';
import { walkCode } from './walk-code.ts';

/** Whether the character at an offset stands inside a string: blanks there are part of a value. */
export type IsInString = (offset: number) => boolean;

/** Of strings and templates that go over several lines. */
export function multiLineStrings(root: CodeNode): IsInString {
  const ranges: { start: number; end: number }[] = [];
  walkCode(root, ({ type, start, end, source }) => {
    if (type !== 'template_string' && type !== 'string') return;
    if (source.slice(start, end).includes('\n')) ranges.push({ start, end });
    return false;
  });
  return (offset) => ranges.some(({ start, end }) => offset > start && offset < end);
}

/**
 * The part of a text from `start` to `end` as if its first line were not indented. Lines inside strings stay as they are.
 *
 * @param start offset of the first character that is no blank
 */
export function sliceDedented(root: CodeNode, start: number, end: number): string {
  const { source } = root;
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  const lead = /^[ \t]*/.exec(source.slice(lineStart, start))?.[0] ?? '';
  const isInString = multiLineStrings(root);
  let offset = start;
  return source
    .slice(start, end)
    .split('\n')
    .map((line, index) => {
      const at = offset;
      offset += line.length + 1;
      return index === 0 || isInString(at) ? line : withoutLead(line, lead);
    })
    .join('\n');
}

function withoutLead(line: string, lead: string): string {
  if (line.startsWith(lead)) return line.slice(lead.length);
  // Indented less than the first line: a model's slip.
  return line.trimStart() === '' || /^\s/.test(line)
    ? line.slice(0, lead.length).trimStart() + line.slice(lead.length)
    : line;
}

/** The text with every line indented further; empty lines and lines inside strings stay as they are. */
export function indentCode(root: CodeNode, indent: string): string {
  const isInString = multiLineStrings(root);
  let offset = 0;
  return root.source
    .split('\n')
    .map((line) => {
      const at = offset;
      offset += line.length + 1;
      return line.trim() === '' || isInString(at) ? line : indent + line;
    })
    .join('\n');
}
