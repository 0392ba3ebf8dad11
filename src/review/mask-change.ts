import type { Change, FileChange, Hunk } from '../change/change.ts';
import { maskLines, type MaskedSecret } from '../safety/mask-lines.ts';

/** A credential that stood on an added line. */
export interface AddedSecret {
  readonly fileIndex: number;
  /** 1-based line in the head file. */
  readonly line: number;
  /** The masked text of that line. */
  readonly quote: string;
  readonly kind: string;
  readonly label: string;
  readonly trust: 'certain' | 'likely';
}

export interface MaskedChange {
  readonly change: Change;
  readonly added: readonly AddedSecret[];
  /** Credentials masked in all lines, context and removed ones too. */
  readonly masked: number;
}

/**
 * Masks credentials before anything else sees the Change: no prompt, log, report or post can then hold one.
 * Line numbers and counts stay as they were.
 */
export function maskChange(change: Change): MaskedChange {
  const added: AddedSecret[] = [];
  let masked = 0;
  const files = change.files.map((file, fileIndex) => {
    const hunks = file.hunks.map((hunk) => {
      const result = maskLines(hunk.lines.map((line) => line.text));
      masked += result.secrets.length;
      added.push(...result.secrets.flatMap((secret) => addedSecret(hunk, fileIndex, result.lines, secret)));
      return result.secrets.length === 0 ? hunk : withTexts(hunk, result.lines);
    });
    return { ...file, hunks } satisfies FileChange;
  });
  return { change: { ...change, files }, added, masked };
}

function withTexts(hunk: Hunk, texts: readonly string[]): Hunk {
  return { ...hunk, lines: hunk.lines.map((line, index) => ({ ...line, text: texts[index] ?? '' })) };
}

function addedSecret(
  hunk: Hunk,
  fileIndex: number,
  texts: readonly string[],
  secret: MaskedSecret,
): AddedSecret[] {
  const line = hunk.lines[secret.index];
  if (line?.side !== 'head' || line.headLine === undefined) return [];
  const { kind, label, trust } = secret;
  return [{ fileIndex, line: line.headLine, quote: texts[secret.index] ?? '', kind, label, trust }];
}
