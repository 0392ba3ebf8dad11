import { wrapWords } from '../wrap-words.ts';
import { roomFor, type DocToRender } from './doc-to-render.ts';

/** Documentation comments of C# (ECMA-334, annex D): elements of XML. */
export function renderXmldoc(doc: DocToRender): string[] {
  const { parts } = doc;
  const lines = [
    ...(doc.style.shape === 'one-line'
      ? element(doc, '<summary>', parts.summary, '</summary>')
      : ['<summary>', ...wrap(doc, escapeXml(parts.summary)), '</summary>']),
    ...parts.typeParams.flatMap(({ name, text }) =>
      element(doc, `<typeparam name="${name}">`, text, '</typeparam>'),
    ),
    ...parts.params.flatMap(({ name, text }) => element(doc, `<param name="${name}">`, text, '</param>')),
    ...(parts.returns === '' ? [] : element(doc, '<returns>', parts.returns, '</returns>')),
    ...parts.throws
      .filter(({ type }) => type !== '')
      .flatMap(({ type, text }) => element(doc, `<exception cref="${type}">`, text, '</exception>')),
  ];
  return lines.map((line) => `/// ${line}`);
}

/** On one line where it fits, else its text on lines between its marks. */
function element(doc: DocToRender, open: string, text: string, close: string): string[] {
  const escaped = escapeXml(text);
  const line = open + escaped + close;
  if (Array.from(line).length <= roomFor(doc, '/// '.length)) return [line];
  return [open, ...wrap(doc, escaped), close];
}

function wrap(doc: DocToRender, text: string): string[] {
  const room = roomFor(doc, '/// '.length);
  return wrapWords(text, { first: room, rest: room });
}

/** A code span becomes `<c>`. */
function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replace(/[&<>]/g, (character) => entities[character] ?? '').replace(/`([^`]+)`/g, '<c>$1</c>');
}
