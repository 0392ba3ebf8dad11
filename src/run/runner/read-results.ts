import * as z from 'zod';

const failure = z.object({
  message: z.string(),
  kind: z.string(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  line: z.int().positive().optional(),
});

/** One line of what a hook writes. */
const event = z.discriminatedUnion('type', [
  /** A test file that was loaded, or tried to be. */
  z.object({ type: z.literal('file'), file: z.string() }),
  z.object({
    type: z.literal('test'),
    /** Results of one test that are told twice have one id. */
    id: z.int().optional(),
    file: z.string().optional(),
    name: z.string(),
    status: z.enum(['passed', 'failed', 'skipped']),
    failure: failure.optional(),
  }),
  /** What went wrong outside of a test: a failed import, a rejection that nobody waited for. */
  z.object({ type: z.literal('error'), file: z.string().optional(), failure }),
  /** Always the last one. */
  z.object({ type: z.literal('end') }),
]);

export type ResultEvent = z.infer<typeof event>;

/**
 * What a process told of its tests, line by line; what is no line of ours is left out. The tests may have written
 * any of it: they run in the same process as what reports them.
 */
export function readResults(text: string): readonly ResultEvent[] {
  return text.split('\n').flatMap((line) => {
    const parsed = event.safeParse(parse(line));
    return parsed.success ? [parsed.data] : [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
