import * as z from 'zod/mini';
import type { PullKey } from '../../../review/jobs/errand.ts';

/** What is read of payloads: nothing else is looked at, and nothing of it kept but ids, names and SHAs. */
const id = () => z.int().check(z.positive());

export const sha = z.string().check(z.regex(/^[0-9a-f]{40}$/));

/** `owner/name`. */
export const repository = z.object({
  full_name: z
    .string()
    .check(z.regex(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/)),
});

/** Webhooks that stand in a repository's own settings have none: no token could be had for them. */
export const installation = z.optional(z.object({ id: id() }));

export const number = id();

/** `Bot` for apps and their accounts. */
export const person = z.object({ login: z.string().check(z.maxLength(100)), type: z.optional(z.string()) });

export function isBot({ login, type }: z.output<typeof person>): boolean {
  return type === 'Bot' || login.endsWith('[bot]');
}

/** What a check says of the pull requests of its head: empty for those of forks. */
export const pulls = z.optional(z.array(z.object({ number })));

/** Where an event was. */
export const place = { installation, repository };

export interface Place {
  readonly installation: { readonly id: number };
  readonly repository: { readonly full_name: string };
}

export function isInstalled<T extends { readonly installation?: { readonly id: number } | undefined }>(
  event: T,
): event is T & { readonly installation: { readonly id: number } } {
  return event.installation !== undefined;
}

export function pullOf({ repository: { full_name } }: Place, ofNumber: number): PullKey {
  return { repository: full_name, number: ofNumber };
}
