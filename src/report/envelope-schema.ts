import * as z from 'zod';
import { categories } from '../finding/finding.ts';
import { coverageSchema, gapSchema, testSchema } from './coverage-schema.ts';

const count = z.int().min(0);
const line = z.int().min(1);
const seconds = z.number().min(0);

const finding = z.strictObject({
  path: z.string().describe('Slash-separated, relative to the root of the repository.'),
  side: z
    .enum(['base', 'head', 'file'])
    .describe('Tree that the lines belong to. `file`: no line can be held responsible.'),
  startLine: line.nullable().describe('First line, 1-based. Null when side is `file`.'),
  endLine: line.nullable().describe('Last line, 1-based, inclusive. Null when side is `file`.'),
  severity: z.enum(['error', 'warning', 'info']),
  category: z.enum(categories),
  rule: z.string().describe('What decided it: a rule id, or `model/` and the name of a prompt.'),
  title: z.string().describe('One line without a final full stop.'),
  message: z.string().describe('Explanation for people. May hold line feeds.'),
  quote: z
    .string()
    .describe('The lines that the finding points at, secrets masked. Empty when side is `file`.'),
  origin: z.enum(['model', 'rule', 'coverage', 'docs']),
  confidence: z
    .strictObject({
      precision: z.number().min(0).max(1).describe('Lower bound of the measured precision, 0 to 1.'),
      n: count.describe('Number of cases that the bound rests on.'),
    })
    .nullable()
    .describe('Null until a calibration supports one.'),
  fingerprint: z
    .string()
    .describe('16 hexadecimal digits: the same finding has the same one wherever its lines move.'),
  proof: z.enum(['parsed', 'typed', 'rescored', 'ran']).nullable().describe('How the finding was proved.'),
  suggestion: z
    .strictObject({
      replacement: z.string().describe('Text for exactly the lines startLine to endLine.'),
      proof: z.enum(['parsed', 'typed', 'rescored', 'ran']),
    })
    .nullable(),
  symbol: z.string().describe('Enclosing symbol, outermost first, joined by full stops. May be empty.'),
  folded: z.boolean().describe('True for a finding beyond the cap: short outputs only count it.'),
});

const model = z.strictObject({
  name: z.string(),
  digest: z.string().describe('Identifies the weights.'),
  family: z.string(),
  parameters: z.string().describe('As the server words it. Empty when it does not say.'),
  quantisation: z.string(),
  server: z.strictObject({
    backend: z.enum(['ollama', 'openai', 'gguf']),
    product: z.string(),
    version: z.string(),
    address: z.string().describe('Where prompts went: an URL, or the path of a model file.'),
  }),
  window: z.strictObject({
    trained: count.nullable().describe('Tokens the model was trained for. Null when unknown.'),
    used: count.describe('Tokens of prompt and reply together in this run.'),
    reason: z.string(),
  }),
  parallel: count.describe('Calls that the server works on at the same time.'),
  abilities: z.strictObject({
    schema: z.enum(['enforced', 'ignored']),
    tokenProbabilities: z.boolean(),
    thinking: z.boolean(),
  }),
  check: z
    .strictObject({
      prompt: count.describe('Tokens sent.'),
      evaluated: count.nullable().describe('Tokens evaluated. Null when unknown.'),
      reply: count.describe('Tokens received.'),
    })
    .nullable()
    .describe('What the capability check cost, counted in `calls` and `tokens`. Null when none was made.'),
});

const ledger = z
  .strictObject({
    title: z.string().describe('What was reviewed.'),
    context: z.enum(['blobs', 'hunk']).describe('`hunk`: only the diff could be read, not the files.'),
    mode: z
      .enum(['model', 'rules', 'coverage'])
      .describe(
        '`rules`: reviewed by rules only, no model was wanted or fit. `coverage`: nothing but coverage was measured.',
      ),
    files: z.array(
      z.strictObject({
        path: z.string(),
        outcome: z.enum(['reviewed', 'excluded', 'not-reviewed']),
        reason: z.string().describe('Empty for reviewed files.'),
        changedLines: count.describe('Added and removed lines.'),
      }),
    ),
    chunks: z.array(
      z.strictObject({
        path: z.string(),
        symbol: z.string(),
        startLine: count.describe('First line of the head file that the chunk shows, 1-based.'),
        endLine: count.describe('Last line, inclusive. Base lines for a chunk that only removes.'),
        outcome: z.enum(['reviewed', 'not-reviewed']),
        reason: z.string(),
        cached: z.boolean().describe('All its replies came from the cache.'),
        reused: z.boolean().describe('An earlier review of the same text answered for it.'),
        promptTokens: count,
      }),
    ),
    model: model.nullable().describe('Null when no model answered.'),
    modelFailure: z
      .strictObject({ code: z.string(), message: z.string(), todo: z.string() })
      .nullable()
      .describe('Why no model answered. Null when one did or none was wanted.'),
    calls: count.describe('Prompts sent to the model, the one of the capability check too.'),
    cacheHits: count.describe('Replies that came from the cache instead.'),
    tokens: z.strictObject({
      prompt: count.describe('Tokens sent.'),
      evaluated: count.describe("Tokens evaluated: the rest came from the server's prefix cache."),
      reply: count.describe('Tokens received.'),
    }),
    seconds: z.strictObject({ read: seconds, cut: seconds, ask: seconds, total: seconds }),
    changedLines: count.describe('Added and removed lines of the reviewed files.'),
    dropped: z
      .strictObject({
        'quote-not-found': count,
        'outside-the-change': count,
        malformed: count,
        refuted: count,
        duplicate: count,
      })
      .describe('Claims of the model that were not believed, by reason.'),
    secretsMasked: count,
    configuration: z.array(z.string()).describe('Configuration files that shaped the run.'),
    rules: z
      .strictObject({
        known: count,
        silenced: count.describe('Findings that comments in the code silenced.'),
        silencedFindings: z
          .array(z.strictObject({ rule: z.string(), path: z.string(), line }))
          .describe('Which ones. Lines of the head file.'),
        skipped: z
          .array(z.strictObject({ rule: z.string(), path: z.string(), reason: z.string() }))
          .describe('Rules left out from a file on. An empty rule: all, on that file.'),
        problems: z.array(z.string()).describe('Broken rules, each with file, line and column.'),
      })
      .describe('What became of the rules.'),
    docs: z
      .strictObject({
        checked: count.describe('Files whose doc comments were looked at.'),
        unread: count.describe('Files that no parser could read whole.'),
        asked: count.describe('Declarations that the model was asked to describe.'),
        suggested: count.describe('Findings that came with a proved doc comment.'),
      })
      .describe('What became of doc comments. All 0 where nobody wants to know.'),
    probes: z
      .strictObject({
        grade: z
          .enum(['rules-only', 'probes', 'probes+forms', 'ungraded'])
          .nullable()
          .describe('What the model is good for, as measured. Null when none was asked.'),
        calibration: z.string().describe('Where the measured figures came from, or why there are none.'),
        known: count,
        speaking: count.describe('Probes that may speak on this model.'),
        asked: count.describe('Places at which one was asked.'),
        unasked: count.describe('Places at which one should have been asked and was not.'),
      })
      .describe('What became of the probes.'),
    interrupted: z.boolean().describe('Stopped by the user.'),
  })
  .describe('The honest account of the run.');

/** The `json` output. Names, meanings and units are public: change `schemaVersion` with them. */
export const envelopeSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.literal('galley'), version: z.string() }),
    verdict: z.enum(['clean', 'findings', 'incomplete']),
    complete: z
      .boolean()
      .describe('False when something eligible was not reviewed: never the same as clean.'),
    findings: z
      .array(finding)
      .describe('All of them, best first, folded ones included. Those that mirror gaps come last.'),
    gaps: z.array(gapSchema).describe('What the change adds and no test reaches, as far as data was given.'),
    tests: z.array(testSchema).describe('Tests that were run and passed all gates.'),
    coverage: coverageSchema
      .nullable()
      .describe('What tests reach of the change. Null without coverage data: not the same as covered.'),
    ledger,
  })
  .describe('A review by Galley. Lines are 1-based and inclusive, times in seconds.');

export type Envelope = z.infer<typeof envelopeSchema>;
export type EnvelopeFinding = Envelope['findings'][number];
