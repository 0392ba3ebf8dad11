import { findSecrets, type SecretMatch } from './find-secrets.ts';
import { secretHint } from './secret-patterns.ts';

/** Lines whose credentials are replaced, and where they stood. */
export interface MaskedLines {
  readonly lines: readonly string[];
  readonly secrets: readonly MaskedSecret[];
}

export interface MaskedSecret {
  /** Index of its first line, 0-based. */
  readonly index: number;
  /** Index of its last line: only private keys have several. */
  readonly last: number;
  readonly kind: string;
  readonly label: string;
  readonly trust: 'certain' | 'likely';
}

const keyBegin = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;
const keyEnd = /-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;

/**
 * A whole line of base64, as long as PEM writes them, of lower case, upper case and digits. When the header of a key
 * is out of sight, its body still looks like this; so does a certificate, which nobody reviews by eye either.
 */
const loneKeyLine =
  /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)\s{0,40}["'`]?[A-Za-z0-9+/]{60,76}={0,2}(?:\\n)?["'`]?[\s,;+\\]{0,4}$/;

/** What every lone key line holds. */
const keyRun = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{60}/;

/** False for text of any number of lines that hold nothing to mask: one search instead of one for each line. */
export function mayHoldSecret(text: string): boolean {
  return secretHint.test(text) || text.includes('-----BEGIN') || keyRun.test(text);
}

/**
 * Replaces each credential by `[masked:kind]`, the body of a private key line by line.
 *
 * The lines must follow each other in one file: a diff is masked side by side, since the end of an old key would else
 * end the new one. One line in, one line out: anchors stay valid. The replacement holds no quote and no white space, so
 * that a string literal stays one literal.
 */
export function maskLines(lines: readonly string[]): MaskedLines {
  const secrets: MaskedSecret[] = [];
  let key: { readonly index: number; last: number } | undefined;
  const masked = lines.map((line, index) => {
    if (key) {
      key.last = index;
      if (keyEnd.test(line)) key = undefined;
      else return maskKeyBody(line);
      return line;
    }
    const begin = keyBegin.exec(line);
    if (begin) {
      const opened = {
        index,
        last: index,
        kind: 'private-key',
        label: 'a private key',
        trust: 'certain',
      } as const;
      secrets.push(opened);
      const rest = line.slice(begin.index + begin[0].length);
      if (!keyEnd.test(rest)) key = opened;
      return line.slice(0, begin.index + begin[0].length) + maskKeyBody(rest);
    }
    if (keyRun.test(line) && loneKeyLine.test(line)) return maskKeyBody(line);
    const found = findSecrets(line);
    for (const { kind, label, trust } of found) secrets.push({ index, last: index, kind, label, trust });
    return replaceMatches(line, found);
  });
  return { lines: masked, secrets };
}

/** The same for text of any number of lines, such as a whole file. */
export function maskText(text: string): string {
  return mayHoldSecret(text) ? maskLines(text.split('\n')).lines.join('\n') : text;
}

/** Keys also stand in string literals with `\n` in between, and behind the quotes and pluses of concatenation. */
function maskKeyBody(text: string): string {
  return text.replace(/[A-Za-z0-9+/=]{16,}/g, '[masked:private-key]');
}

function replaceMatches(line: string, found: readonly SecretMatch[]): string {
  let result = '';
  let position = 0;
  for (const match of found) {
    result += line.slice(position, match.start) + `[masked:${match.kind}]`;
    position = match.end;
  }
  return result + line.slice(position);
}
