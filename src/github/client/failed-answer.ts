import { printable } from '../../safety/printable.ts';
import type { FailedAnswer } from './read-limit.ts';

/** What octokit threw because of an answer; undefined when none came, or something else went wrong. */
export function failedAnswer(error: unknown): FailedAnswer | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined;
  const { response } = error as { response?: Partial<FailedAnswer> & { data?: unknown } };
  if (typeof response?.status !== 'number') return undefined;
  return { status: response.status, headers: response.headers ?? {}, words: wordsOf(response.data) };
}

/**
 * The `message` of GitHub's error body and those of its `errors`, on one line, at most 300 characters: a proxy may send
 * a whole page.
 */
export function wordsOf(body: unknown): string {
  if (typeof body === 'string') return printable(body.replace(/<[^>]{0,500}>/gu, ' '), 300);
  if (typeof body !== 'object' || body === null) return '';
  const { message, errors } = body as { message?: unknown; errors?: unknown };
  const parts = [message, ...(Array.isArray(errors) ? errors.slice(0, 10).map(errorWords) : [])];
  return printable(parts.filter((part) => typeof part === 'string' && part !== '').join('; '), 300);
}

/** Either a sentence or `{resource, field, code, message?}`. */
function errorWords(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (typeof entry !== 'object' || entry === null) return '';
  const { field, code, message } = entry as Record<string, unknown>;
  if (typeof message === 'string') return message;
  return [field, code].filter((part) => typeof part === 'string').join(' ');
}
