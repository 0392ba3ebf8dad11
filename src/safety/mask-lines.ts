import { findSecrets, type SecretMatch } from './find-secrets.ts';

/** Lines whose credentials are replaced, and where they stood. */
export interface MaskedLines {
  readonly lines: readonly string[];
  readonly secrets: readonly MaskedSecret[];
}

export interface MaskedSecret {
  /** Index into the lines, 0-based. */
  readonly index: number;
  readonly kind: string;
  readonly label: string;
  readonly trust: 'certain' | 'likely';
}

const keyBegin = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;
const keyEnd = /-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/;

/**
 * Replaces each credential by `[masked:kind]`, the body of a private key line by line.
 *
 * One line in, one line out: anchors stay valid. The replacement holds no quote and no white space, so that a string
 * literal stays one literal.
 */
export function maskLines(lines: readonly string[]): MaskedLines {
  const secrets: MaskedSecret[] = [];
  let insideKey = false;
  const masked = lines.map((line, index) => {
    if (insideKey) {
      insideKey = !keyEnd.test(line);
      return insideKey ? maskKeyBody(line) : line;
    }
    const begin = keyBegin.exec(line);
    if (begin) {
      secrets.push({ index, kind: 'private-key', label: 'a private key', trust: 'certain' });
      const rest = line.slice(begin.index + begin[0].length);
      insideKey = !keyEnd.test(rest);
      return line.slice(0, begin.index + begin[0].length) + maskKeyBody(rest);
    }
    const found = findSecrets(line);
    for (const { kind, label, trust } of found) secrets.push({ index, kind, label, trust });
    return replaceMatches(line, found);
  });
  return { lines: masked, secrets };
}

/** The same for text of any number of lines, such as a whole file. */
export function maskText(text: string): string {
  return maskLines(text.split('\n')).lines.join('\n');
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
