import * as z from 'zod/mini';
import { ruleCategories } from '../rule/rule-words.ts';
import { id, language, longText, pattern, title, variable } from '../rule/schema-parts.ts';

const trigger = z.strictObject({
  languages: z.array(language('probes')).check(z.minLength(1)),
  rule: pattern,
  constraints: z.optional(z.record(z.string(), pattern)),
  utils: z.optional(z.record(z.string(), pattern)),
  at: z.optional(variable),
});

const example = z.strictObject({
  language: language('probes'),
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
  id,
  category: z.enum(ruleCategories),
  severity: z.enum(['error', 'warning']),
  title,
  message: z.string().check(z.minLength(1), z.maxLength(400)),
  triggers: z.array(trigger).check(z.minLength(1)),
  questions: z.array(question).check(z.minLength(1), z.maxLength(5)),
  bad: z.array(example).check(z.minLength(1)),
  good: z.array(example).check(z.minLength(1)),
});

export type ProbeFile = z.infer<typeof probeSchema>;
