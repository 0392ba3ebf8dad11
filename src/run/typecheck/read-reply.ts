import type { TypeOutcome, TypeProblem } from '../../review/test-ports.ts';
import { readUntrustedJson } from '../runner/read-untrusted.ts';

/** Largest text with fixes, in characters beyond the one that was sent. */
const mostAdded = 20_000;

/**
 * What the compiler's process wrote, which it may have written wrongly. Undefined: nothing yet. A text says why there is no
 * answer.
 *
 * @param sent text of the file as it was asked about
 */
export async function readReply(file: string, sent: string): Promise<TypeOutcome | string | undefined> {
  const reply = await readUntrustedJson(file);
  if (reply === undefined) return undefined;
  if (!isObject(reply)) return 'TypeScript gave no sensible answer';
  if (reply['kind'] === 'unusable') return line(reply['reason']) || 'TypeScript cannot be used';
  const { text, fixes, problems } = reply;
  if (
    typeof text !== 'string' ||
    text.length > sent.length + mostAdded ||
    !Array.isArray(fixes) ||
    !Array.isArray(problems)
  ) {
    return 'TypeScript gave no sensible answer';
  }
  const found = problems.slice(0, 20).map(toProblem);
  return {
    outcome: found.length === 0 ? 'passed' : 'failed',
    text,
    fixes: fixes.slice(0, 20).map(line),
    problems: found,
    reason: '',
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toProblem(value: unknown): TypeProblem {
  const { line: at, code, message } = isObject(value) ? value : {};
  return { line: typeof at === 'number' ? at : 1, code: line(code), message: line(message) };
}

function line(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').slice(0, 300) : '';
}
