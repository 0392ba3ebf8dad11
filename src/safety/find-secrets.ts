import { secretHint, secretPatterns, type SecretPattern } from './secret-patterns.ts';

/** A credential in one line. `start` and `end` are character offsets, end exclusive. */
export interface SecretMatch {
  readonly kind: string;
  readonly label: string;
  readonly trust: 'certain' | 'likely';
  readonly start: number;
  readonly end: number;
}

/** Longer lines are searched in their first part only: no credential is that long, and time stays bounded. */
const searchedCharacters = 20_000;

/** Credentials in one line, in order, without overlaps. Placeholders such as `AKIAIOSFODNN7EXAMPLE` are no credentials. */
export function findSecrets(line: string): SecretMatch[] {
  if (!secretHint.test(line)) return [];
  const text = line.slice(0, searchedCharacters);
  const found = secretPatterns.flatMap((pattern) => matches(text, pattern));
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((match, index) => index === 0 || match.start >= (found[index - 1]?.end ?? 0));
}

function matches(text: string, pattern: SecretPattern): SecretMatch[] {
  const found: SecretMatch[] = [];
  for (const match of text.matchAll(pattern.pattern)) {
    const secret = match[pattern.group];
    if (secret === undefined || isPlaceholder(secret)) continue;
    if (pattern.random && !looksRandom(secret)) continue;
    const start = match.index + match[0].lastIndexOf(secret);
    found.push({
      kind: pattern.kind,
      label: pattern.label,
      trust: pattern.trust,
      start,
      end: start + secret.length,
    });
  }
  return found;
}

function isPlaceholder(secret: string): boolean {
  return /example|placeholder|changeme|dummy|redacted|your[_-]|xxxx|\$\{|\{\{|<[a-z]|process\.env|1234567890|abcdef/i.test(
    secret,
  );
}

/** Bits a character above which a text is hardly a word: English prose lies near 2.5 to 3.2, base64 keys above 4. */
const randomBits = 3.2;

function looksRandom(secret: string): boolean {
  return secret.length >= 8 && /\d/.test(secret) && /[a-z]/i.test(secret) && entropy(secret) > randomBits;
}

/** Shannon entropy of the character distribution, in bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
