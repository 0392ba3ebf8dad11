import type { SyntaxMatch } from './syntax-rule.ts';

/** Longer code in a sentence is cut. */
const mostCharacters = 40;

/** Puts what the variables captured into a rule's message, as code. Still to be sanitised. */
export function fillMessage(message: string, { captures, transformed }: SyntaxMatch): string {
  return message.replace(
    /(`?)\${1,3}([A-Z][A-Z0-9_]*)/g,
    (whole, tick: string, name: string, offset: number) => {
      const text = transformed[name] ?? captures[name]?.text;
      if (text === undefined) return whole;
      const line = text.replace(/\s+/g, ' ').replaceAll('`', "'");
      const short = line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line;
      const isInCode = (message.slice(0, offset + tick.length).match(/`/g)?.length ?? 0) % 2 === 1;
      return isInCode ? tick + short : `${tick}\`${short}\``;
    },
  );
}
