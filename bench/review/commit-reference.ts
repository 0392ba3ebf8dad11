import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { bugKinds, cleanKinds, reviewCaseSchema } from './case.ts';

const blame = z.strictObject({
  path: z.string(),
  /** 1-based, head side of the reversed change: first the line to blame, then others that may carry the comment. */
  lines: z.array(z.int().positive()).min(1),
  /** The bug is a pure removal, so that the lines are those next to it and not added ones. */
  removal: z.literal(true).optional(),
  why: z.string().min(20),
});

/**
 * A small commit of somebody else's repository, never its code. With `bugs` it is a fix that is played backwards (base is
 * the commit, head its parent); without, it is a clean change played forwards (base is its parent).
 */
export const commitReferenceSchema = z
  .strictObject({
    /** `owner/name` on GitHub. */
    repository: z.string().regex(/^[\w-]+\/[\w.-]+$/),
    commit: z.string().regex(/^[0-9a-f]{40}$/),
    licence: z.enum(['MIT', 'BSD-3-Clause', 'ISC', 'Apache-2.0']),
    language: reviewCaseSchema.shape.language,
    kind: z.enum([...bugKinds, ...cleanKinds]),
    /** Our own words, which don't give the bug away. */
    title: reviewCaseSchema.shape.title,
    /** The files of the commit that belong to the case. */
    paths: z.array(z.string()).min(1),
    bugs: z.array(blame).min(1).optional(),
  })
  .refine(({ kind, bugs }) => kind.startsWith('clean-') === (bugs === undefined), 'bugs exactly if not clean')
  .refine(({ paths, bugs = [] }) => bugs.every(({ path }) => paths.includes(path)), 'bugs in the paths');

export type CommitReference = z.infer<typeof commitReferenceSchema>;

export const referencesFile = join(import.meta.dirname, 'commits.yml');

/** Throws what zod or YAML say of a broken file. */
export function readReferences(file = referencesFile): CommitReference[] {
  return z.array(commitReferenceSchema).parse(parse(readFileSync(file, 'utf8')));
}

/** `<owner>-<name>-<first 7 hex digits>`, in kebab-case. */
export function caseIdOf({ repository, commit }: Pick<CommitReference, 'repository' | 'commit'>): string {
  return `${repository.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${commit.slice(0, 7)}`;
}
