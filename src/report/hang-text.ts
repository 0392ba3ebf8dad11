import { wrapText } from './wrap-text.ts';

/**
 * A paragraph with a hanging indent: its first line begins with `start`, which takes `taken` columns, the further ones
 * below the end of that. No word is broken: somebody may want to copy it.
 *
 * @param width columns in all
 */
export function hangText(text: string, start: string, taken: number, width: number): readonly string[] {
  const least = 20;
  const lines = wrapText(text, Math.max(least, width - taken), false);
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(taken)) + line);
}
