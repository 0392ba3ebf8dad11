import * as z from 'zod';

export const cleanKinds = [
  'clean-refactoring',
  'clean-rename',
  'clean-feature',
  'clean-tests',
  'clean-docs',
  'clean-fix',
  'clean-config',
] as const;

export const bugKinds = [
  'off-by-one',
  'inverted-condition',
  'wrong-operator',
  'missing-await',
  'unhandled-rejection',
  'swallowed-error',
  'null-dereference',
  'falsy-zero',
  'argument-order',
  'wrong-variable',
  'resource-leak',
  'listener-or-timer-leak',
  'race',
  'shared-mutable-state',
  'sql-injection',
  'command-injection',
  'path-traversal',
  'xss',
  'open-redirect-or-ssrf',
  'hardcoded-secret',
  'weak-crypto-or-random',
  'removed-check',
  'contract-with-doc-comment',
  'api-misuse',
  'floating-money',
  'timezone-or-date',
  'test-asserts-nothing',
  'infinite-loop-or-recursion',
  'mutated-while-iterating',
  'mutated-argument-or-default',
  'goroutine-or-loop-capture',
  'defer-in-loop',
  'ignored-error',
  'integer-division-or-overflow',
  'wrong-return',
  'missing-break-or-fallthrough',
  'regex-mistake',
  'stale-cache-key',
  'unit-mix-up',
  'wrong-default',
  'missing-pagination',
  'react-hook-deps',
] as const;

const line = z
  .string()
  .min(1)
  .refine((text) => text === text.trim() && !text.includes('\n'), 'one trimmed line');

const changedFile = z.strictObject({
  /** Relative, `/` as separator. */
  path: z.string().regex(/^(?!.*(^|\/)\.\.?(\/|$))[\w@[\]().+-][\w@[\]().+/-]*$/, 'a relative path'),
  /** The whole file before the change; empty for a new file. */
  before: z.string(),
  /** The whole file after the change; empty for a deleted file. */
  after: z.string(),
});

const seededBug = z.strictObject({
  /** The trimmed text of the one added line that is to blame. */
  quote: line,
  /** Other added lines, trimmed, on which a reviewer may rightly put the comment. */
  also: z.array(line).default([]),
  /** What goes wrong, with which input. */
  why: z.string().min(20),
  /**
   * Which file and which lines of it the quote and `also` are, in this order: 1-based, head side. Only in cases made of
   * real commits, where the same text may stand on several lines.
   */
  path: changedFile.shape.path.optional(),
  lines: z.array(z.int().positive()).min(1).optional(),
  /** The bug is what the change removes: the quote is a head line next to the removal and not an added one. */
  removal: z.literal(true).optional(),
});

/** One change with known bugs (or known to have none), as in `cases/<id>.yml`. */
export const reviewCaseSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'kebab-case'),
  language: z.enum(['typescript', 'javascript', 'python', 'go']),
  /** A commit subject. */
  title: z.string().min(8).max(80),
  kind: z.enum([...bugKinds, ...cleanKinds]),
  files: z.array(changedFile).min(1),
  /** Empty exactly when the change is clean. */
  bugs: z.array(seededBug),
  /** The commit that the case was made of; absent in our own cases. */
  source: z
    .strictObject({
      /** `owner/name` on GitHub. */
      repository: z.string(),
      commit: z.string().regex(/^[0-9a-f]{40}$/),
    })
    .optional(),
});

export type ReviewCase = z.infer<typeof reviewCaseSchema>;

export function isClean(reviewCase: Pick<ReviewCase, 'kind'>): boolean {
  return reviewCase.kind.startsWith('clean-');
}
