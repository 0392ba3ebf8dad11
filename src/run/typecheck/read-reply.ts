import type { TypeOutcome, TypeProblem } from '../../review/test-ports.ts';
import type { DeclaredType } from '../../testgen/fixtures/type-fact.ts';
import { isDeclaredType } from './is-declared-type.ts';

/** Most that fixes add to a text, in characters. */
const mostAdded = 20_000;

const nonsense = 'TypeScript gave no sensible answer';

/**
 * What the compiler's process wrote, which the code of the repository may have written. A text says why there is no
 * answer.
 *
 * @param sent text of the file as it was asked about
 */
export function readChecked(reply: unknown, sent: string): TypeOutcome | string {
  if (!isObject(reply)) return nonsense;
  const { kind, text, fixes, problems } = reply;
  if (kind !== 'checked') return whyNot(reply);
  if (typeof text !== 'string' || text.length > sent.length + mostAdded) return nonsense;
  if (!Array.isArray(fixes) || !Array.isArray(problems)) return nonsense;
  const found = problems.slice(0, 20).map(toProblem);
  return {
    outcome: found.length === 0 ? 'passed' : 'failed',
    text,
    fixes: fixes.slice(0, 20).map(line),
    problems: found,
    reason: '',
  };
}

/** The same for a question about types. */
export function readTypes(reply: unknown): DeclaredType[] | string {
  if (!isObject(reply)) return nonsense;
  const { kind, types } = reply;
  if (kind !== 'types') return whyNot(reply);
  return Array.isArray(types) && types.every(isDeclaredType) ? types : nonsense;
}

function whyNot({ kind, reason }: Record<string, unknown>): string {
  return (kind === 'unusable' && line(reason)) || nonsense;
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
