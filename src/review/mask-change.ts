import type { Change, FileChange, Hunk } from '../change/change.ts';
import { maskLines, mayHoldSecret, type MaskedSecret } from '../safety/mask-lines.ts';

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
      const result = maskHunk(hunk);
      masked += result.masked;
      added.push(...mergeByLine(result.added.map((secret) => ({ ...secret, fileIndex }))));
      return result.hunk;
    });
    return { ...file, hunks } satisfies FileChange;
  });
  return { change: { ...change, files }, added, masked };
}

/** Each side is masked as the text it is: lines of the other side in between would hide where a key ends. */
function maskHunk(hunk: Hunk): {
  readonly hunk: Hunk;
  readonly added: readonly Omit<AddedSecret, 'fileIndex'>[];
  readonly masked: number;
} {
  if (!mayHoldSecret(hunk.lines.map((line) => line.text).join('\n'))) return { hunk, added: [], masked: 0 };
  const base = hunk.lines.flatMap((line, index) => (line.side === 'head' ? [] : [index]));
  const head = hunk.lines.flatMap((line, index) => (line.side === 'base' ? [] : [index]));
  const textsOf = (side: readonly number[]): string[] => side.map((index) => hunk.lines[index]?.text ?? '');
  const maskedBase = maskLines(textsOf(base));
  const maskedHead = maskLines(textsOf(head));
  const texts = hunk.lines.map((line) => line.text);
  for (const [side, result] of [
    [base, maskedBase],
    [head, maskedHead],
  ] as const) {
    for (const [position, index] of side.entries()) {
      const text = result.lines[position] ?? '';
      if (text !== hunk.lines[index]?.text) texts[index] = text;
    }
  }
  const goneOnly = maskedBase.secrets.filter(
    (secret) => hunk.lines[base[secret.index] ?? -1]?.side === 'base',
  );
  const added = maskedHead.secrets.flatMap((secret) => addedSecret(hunk, head, texts, secret));
  const lines = hunk.lines.map((line, index) => ({ ...line, text: texts[index] ?? '' }));
  return { hunk: { ...hunk, lines }, added, masked: maskedHead.secrets.length + goneOnly.length };
}

/** At its first added line: a key may have a new body behind the header it always had. */
function addedSecret(
  hunk: Hunk,
  head: readonly number[],
  texts: readonly string[],
  secret: MaskedSecret,
): Omit<AddedSecret, 'fileIndex'>[] {
  const own = head.slice(secret.index, secret.last + 1);
  const index = own.find((one) => hunk.lines[one]?.side === 'head');
  const line = index === undefined ? undefined : hunk.lines[index]?.headLine;
  if (index === undefined || line === undefined) return [];
  const { kind, label, trust } = secret;
  return [{ line, quote: texts[index] ?? '', kind, label, trust }];
}

/** One line is one finding, however many credentials of certain shape it holds: it names them all. */
function mergeByLine(secrets: readonly AddedSecret[]): AddedSecret[] {
  const merged = new Map<string, AddedSecret>();
  for (const secret of secrets) {
    const key = `${String(secret.line)} ${secret.trust}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, secret);
    else if (known.label !== secret.label)
      merged.set(key, { ...known, label: `${known.label} and ${secret.label}` });
  }
  return [...merged.values()];
}
