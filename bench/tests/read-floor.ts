import { existsSync, readFileSync } from 'node:fs';

/**
 * Bodies of tests that a person wrote, by `path#function`: a heading of each function, below it one fenced block for each reply.
 * Empty: nobody wrote any for this package.
 */
export function readFloor(file: string): ReadonlyMap<string, readonly string[]> {
  if (!existsSync(file)) return new Map();
  const [, ...parts] = readFileSync(file, 'utf8').split(/^## /m);
  return new Map(
    parts.map((part) => {
      const [heading = ''] = part.split('\n');
      return [heading.replaceAll('`', '').trim(), part.match(/^```[\s\S]*?^```$/gm) ?? []];
    }),
  );
}
