import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createGitBlobReader } from '../src/git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../src/git/create-git-change-source.ts';
import { announceChange, cutChange } from '../src/review/cut-change.ts';
import { silentLog } from '../src/log.ts';
import { maskChange } from '../src/review/mask-change.ts';
import { runRules } from '../src/review/run-rules.ts';
import type { Rule } from '../src/rule/rule.ts';
import { createRuleEngine } from '../src/syntax/ast-grep/create-rule-engine.ts';
import { createSyntax } from '../src/syntax/create-syntax.ts';

/**
 * Started as a process of its own: reads and cuts the staged change of `folder`, as a review does, and asks nobody. With
 * `native` or `wasm` behind it all rules are tried as well, on that build of ast-grep.
 */
const [folder = '', wasm = '', build = ''] = process.argv.slice(2);
const { env } = process;
const controller = new AbortController();
const start = performance.now();
const source = await createGitChangeSource({ cwd: folder, env, selection: { kind: 'staged' } });
const blobs = createGitBlobReader({ root: source.root, env, head: 'objects' });
const syntax = createSyntax({
  grammarDirectory: wasm,
  runtimeWasm: `${wasm}/web-tree-sitter.wasm`,
  workerEntry: `${wasm}/../syntax-worker.js`,
  threads: Math.min(4, availableParallelism()),
});
const dist = join(wasm, '..');
const engine = createRuleEngine({
  childEntry: join(dist, 'rule-engine.js'),
  nativeDirectory: build === 'native' ? join(dist, 'native') : undefined,
  grammarDirectory: wasm,
  runtimeWasm: join(wasm, 'web-tree-sitter.wasm'),
  engineWasm: join(wasm, 'ast-grep.wasm'),
});
const builtIn = JSON.parse(readFileSync(join(dist, 'rules.json'), 'utf8')) as Rule[];
const ruleSource = { load: async () => ({ rules: builtIn, problems: [], sources: [] }) };
const rules = runRules(ruleSource, engine, silentLog);
const options = {
  configuration: [],
  failOn: 'none',
  maxFindings: 8,
  promptTokens: 1500,
  replyTokens: 320,
  exclude: [],
  maxFileBytes: 1024 * 1024,
  concurrency: 1,
  asking: {
    probes: true,
    forms: 'never',
    samples: 1,
    wordings: 1,
    baseDifference: true,
    budgetSeconds: undefined,
  },
  docs: undefined,
} as const;
const unmasked = await source.read(controller.signal);
const marks = await announceChange(unmasked, { blobs, syntax, isCut: true });
const { change } = maskChange(unmasked);
const read = performance.now();
const { files, chunks } = await cutChange(change, marks, {
  options,
  blobs,
  syntax,
  signal: controller.signal,
  isParsed: () => true,
  findHits: async (file, text) => (build === '' ? [] : rules.hitsOf(file, text)),
  isCut: true,
  onEligible: () => {},
});
const cut = performance.now();
await Promise.all([blobs.close(), engine.close()]);
const facts = {
  chunks: chunks.length,
  hits: files.reduce((sum, file) => sum + file.hits.length, 0),
  outlines: files.filter((file) => file.outline !== undefined).length,
  ms: { read: read - start, cut: cut - read },
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(facts)}\n`);
