import * as z from 'zod/mini';
import { languageNames } from './rule-words.ts';

/** Text of one rule or probe file or of one of its long fields, in characters: no catalogue comes near. */
export const longText = z.string().check(z.minLength(1), z.maxLength(20_000));

/** An ast-grep rule object: what is inside is checked by the engine alone. */
export const pattern = z.record(z.string(), z.unknown());

export const id = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens'),
    z.maxLength(60),
  );

export const title = z
  .string()
  .check(z.minLength(1), z.maxLength(80), z.regex(/[^.]$/, 'a title ends without a full stop'));

/** The name of a variable, with or without its `$`. */
export const variable = z
  .string()
  .check(z.regex(/^\$?[A-Z][A-Z0-9_]*$/, 'the name of a variable of the rule'));

/** @param who `rules` or `probes`: who looks at code in the language */
export function language(who: string): z.ZodMiniString {
  return z.string().check(
    z.refine((name) => Object.hasOwn(languageNames, name.toLowerCase()), {
      error: `${who} can look at ${[...new Set(Object.values(languageNames))].join(', ')}`,
    }),
  );
}
