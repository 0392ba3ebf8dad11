import * as z from 'zod/mini';
import { languageNames, ruleCategories } from '../rule/rule-words.ts';

const longText = z.string().check(z.minLength(1), z.maxLength(20_000));
const pattern = z.record(z.string(), z.unknown());

const language = z.string().check(
  z.refine((name) => Object.hasOwn(languageNames, name.toLowerCase()), {
    error: `probes can look at ${[...new Set(Object.values(languageNames))].join(', ')}`,
  }),
);

const trigger = z.strictObject({
  languages: z.array(language).check(z.minLength(1)),
  rule: pattern,
  constraints: z.optional(z.record(z.string(), pattern)),
  utils: z.optional(z.record(z.string(), pattern)),
  at: z.optional(z.string().check(z.regex(/^\$?[A-Z][A-Z0-9_]*$/, 'the name of a variable of the rule'))),
});

const example = z.strictObject({
  language,
  code: longText,
  line: z.optional(z.int().check(z.positive())),
  before: z.optional(longText),
});

/** A question that shows no code has to be short: it is asked again and again. */
const question = z
  .string()
  .check(z.minLength(10), z.maxLength(300), z.regex(/\?$/, 'a question ends with ?'));

/** One probe file. */
export const probeSchema = z.strictObject({
  id: z
    .string()
    .check(
      z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens'),
      z.maxLength(60),
    ),
  category: z.enum(ruleCategories),
  severity: z.enum(['error', 'warning']),
  title: z
    .string()
    .check(z.minLength(1), z.maxLength(80), z.regex(/[^.]$/, 'a title ends without a full stop')),
  message: z.string().check(z.minLength(1), z.maxLength(400)),
  triggers: z.array(trigger).check(z.minLength(1)),
  questions: z.array(question).check(z.minLength(1), z.maxLength(5)),
  bad: z.array(example).check(z.minLength(1)),
  good: z.array(example).check(z.minLength(1)),
});

export type ProbeFile = z.infer<typeof probeSchema>;
