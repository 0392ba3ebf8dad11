import * as z from 'zod/mini';
import { ruleCategories } from './rule-words.ts';
import { id, language, longText, pattern, title, variable } from './schema-parts.ts';

const shortText = z.string().check(z.minLength(1), z.maxLength(400));

const transformation = z.union([
  z
    .string()
    .check(z.refine((text) => !text.includes('$$$'), { error: 'a list variable cannot be transformed' })),
  z.record(z.string(), z.unknown()).check(
    z.refine((step) => !('rewrite' in step), { error: 'rewriters are not supported' }),
    z.refine((step) => !JSON.stringify(step).includes('$$$'), {
      error: 'a list variable cannot be transformed',
    }),
  ),
]);

const example = z.strictObject({
  code: longText,
  line: z.optional(z.int().check(z.positive())),
  fixed: z.optional(z.string().check(z.maxLength(20_000))),
});

const words = z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(z.minLength(1));

const galley = z.strictObject({
  title,
  category: z.enum(ruleCategories),
  why: longText,
  languages: z.optional(z.array(language('rules')).check(z.minLength(1))),
  hints: z.optional(words),
  needs: z.optional(words),
  at: z.optional(variable),
  valid: z.array(longText).check(z.minLength(1)),
  invalid: z.array(example).check(z.minLength(1)),
});

/** ast-grep's rule file, with what Galley adds under `metadata.galley`. */
export const ruleSchema = z.strictObject({
  id,
  language: language('rules'),
  severity: z._default(z.enum(['error', 'warning', 'info', 'hint', 'off']), 'hint'),
  message: shortText,
  note: z.optional(longText),
  url: z.optional(z.url({ protocol: /^https$/ })),
  rule: pattern,
  constraints: z.optional(z.record(z.string(), pattern)),
  utils: z.optional(z.record(z.string(), pattern)),
  transform: z.optional(z.record(z.string(), transformation)),
  fix: z.optional(z.string().check(z.maxLength(20_000))),
  files: z.optional(z.array(shortText)),
  ignores: z.optional(z.array(shortText)),
  labels: z.optional(z.record(z.string(), z.unknown())),
  metadata: z.looseObject({ galley }),
});

export type RuleFile = z.infer<typeof ruleSchema>;
