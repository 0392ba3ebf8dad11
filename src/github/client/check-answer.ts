import type * as z from 'zod';
import { GalleyError } from '../../errors.ts';

/**
 * An answer of GitHub as far as Galley reads it. Throws GalleyError `forge-unreachable` for anything else: whatever
 * answers at that address is no GitHub API.
 *
 * @param what is asked for: `pull request`
 */
export function checkAnswer<T>(schema: z.ZodType<T>, answer: unknown, what: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.map(String).join('.') ?? '';
  throw new GalleyError('forge-unreachable', {
    what: `What came for the ${what} is no answer of GitHub.`,
    why: place === '' ? (issue?.message ?? '') : `${place}: ${issue?.message ?? ''}`,
    todo: 'Check the address of the API: https://api.github.com, or https://HOST/api/v3.',
  });
}
