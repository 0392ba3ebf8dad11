import { estimateTokens } from '../../change/estimate-tokens.ts';
import type { Declaration } from '../../docstring/declaration.ts';
import { maskText } from '../../safety/mask-lines.ts';
import { fence } from '../fence.ts';

/** A Declaration and what a model needs to see of its file. */
export interface DeclarationCode {
  readonly path: string;
  /** As `languageOf` of src/change names it. */
  readonly language: string;
  /** The whole file. */
  readonly text: string;
  readonly declaration: Declaration;
}

/**
 * The path and the code of a Declaration, credentials masked.
 *
 * @param codeTokens most tokens of code, as we estimate them: of more, the lines behind the first ones are left out
 */
export function showDeclaration(code: DeclarationCode, codeTokens: number): string {
  const place = JSON.stringify(maskText(code.path)).slice(1, -1);
  return `File ${place}:\n${fence(shownCode(code, codeTokens), code.language)}`;
}

/** The lines of the declaration from its first on, indentation of the first line taken away, as many as fit. */
function shownCode({ text, declaration: { span } }: DeclarationCode, codeTokens: number): string {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, span.start))?.[0] ?? '';
  const lines = maskText(text.slice(span.start, span.end)).split(/\r?\n/);
  const flat = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
  const shown: string[] = [];
  let tokens = 0;
  for (const line of flat) {
    tokens += estimateTokens(line) + 1;
    if (tokens > codeTokens && shown.length > 0) return [...shown, '...'].join('\n');
    shown.push(line);
  }
  return shown.join('\n');
}
