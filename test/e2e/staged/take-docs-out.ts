/** The docs of the stub model, in any form that they are rendered in: whole lines, with their ends. */
const says = String.raw`Gives? back what it was given\.`;
const tags = String.raw`(?:\r?\n[ \t]*\*(?: @\w+ [^\r\n]*)?)*`;
const doc = new RegExp(
  [
    String.raw`[ \t]*/\*\* ${says} \*/(\r?\n)`,
    String.raw`[ \t]*/\*\*\r?\n[ \t]*\* ${says}${tags}\r?\n[ \t]*\*/(\r?\n)`,
    String.raw`[ \t]*"""${says}(?:[^"\\]*)"""(\r?\n)`,
  ].join('|'),
  'g',
);

export interface TakenOut {
  /** Bytes, one character each; two for UTF-16. */
  readonly text: string;
  readonly docs: number;
  /** Docs whose lines end otherwise than the line below. */
  readonly misfits: number;
}

/** What a file holds apart from the hook's docs. */
export function takeDocsOut(bytes: Buffer): TakenOut {
  const isWide = bytes.length > 1 && bytes[1] === 0;
  const text = bytes.toString(isWide ? 'utf16le' : 'latin1');
  let docs = 0;
  let misfits = 0;
  const rest = text.replace(doc, (found: string, ...groups: unknown[]) => {
    docs += 1;
    const at = groups.find((group) => typeof group === 'number') ?? 0;
    const below = /\r?\n/.exec(text.slice(at + found.length))?.[0];
    const ends = new Set(found.match(/\r?\n/g));
    if (ends.size > 1 || (below !== undefined && !ends.has(below))) misfits += 1;
    return '';
  });
  return { text: rest, docs, misfits };
}
