import { parseDiff } from '../../src/change/parse-diff.ts';
import { silentLog } from '../../src/log.ts';
import type { BlobReader, Completion, ReplyCache } from '../../src/review/ports.ts';
import type { ReviewOptions, ReviewPorts } from '../../src/review/review-options.ts';
import { memoryRuleEngine } from './memory-rule-engine.ts';

export const reviewOptions: ReviewOptions = {
  configuration: [],
  failOn: 'error',
  maxFindings: 8,
  promptTokens: 1500,
  replyTokens: 320,
  exclude: [],
  maxFileBytes: 1_000_000,
  concurrency: 1,
  asking: {
    probes: false,
    forms: 'always',
    samples: 1,
    wordings: 1,
    baseDifference: true,
    budgetSeconds: undefined,
  },
  docs: undefined,
};

export interface Given {
  readonly diff: string;
  /** Head texts by path; undefined: a bare diff. */
  readonly head?: Readonly<Record<string, string>>;
  readonly ports?: Partial<ReviewPorts>;
}

/** All ports of a review in memory: what is not given does nothing. */
export function reviewPorts({ diff, head, ports = {} }: Given): ReviewPorts {
  const blobs: BlobReader | undefined = head && {
    read: async (file, side) => (side === 'head' ? head[file.path] : undefined),
    attributes: async () => new Map(),
    close: async () => {},
  };
  let time = 0;
  return {
    source: {
      title: 'test change',
      read: async () => ({ files: parseDiff(toByteText(diff)), context: head ? 'blobs' : 'hunk' }),
    },
    blobs,
    syntax: { outline: async () => undefined },
    docSyntax: { read: async () => undefined },
    rules: { load: async () => ({ rules: [], problems: [], sources: [] }) },
    ruleEngine: memoryRuleEngine(),
    probes: { load: async () => [] },
    calibrations: { tablesFor: async () => [] },
    model: undefined,
    cache: undefined,
    clock: { now: () => (time += 1000) },
    log: silentLog,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...ports,
  };
}

/** The ReplyCache port in memory. */
export function memoryCache(): ReplyCache & { readonly entries: Map<string, Completion> } {
  const entries = new Map<string, Completion>();
  return {
    entries,
    get: async (key) => entries.get(key),
    put: async (key, completion) => void entries.set(key, completion),
  };
}

function toByteText(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** A diff that adds one file of these lines. */
export function addedFile(path: string, ...lines: string[]): string {
  return [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    'index 0000000..1111111',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    '',
  ].join('\n');
}
