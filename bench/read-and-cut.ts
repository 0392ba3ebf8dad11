import { availableParallelism } from 'node:os';
import { createGitBlobReader } from '../src/git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../src/git/create-git-change-source.ts';
import { announceChange, cutChange } from '../src/review/cut-change.ts';
import { maskChange } from '../src/review/mask-change.ts';
import { createSyntax } from '../src/syntax/create-syntax.ts';

/** Started as a process of its own: reads and cuts the staged change of `folder`, as a review does, and asks nobody. */
const [folder = '', wasm = ''] = process.argv.slice(2);
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
const options = {
  configuration: [],
  failOn: 'none',
  maxFindings: 8,
  promptTokens: 1500,
  replyTokens: 320,
  exclude: [],
  maxFileBytes: 1024 * 1024,
  concurrency: 1,
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
  findHits: async () => [],
  isCut: true,
  onEligible: () => {},
});
const cut = performance.now();
await blobs.close();
const facts = {
  chunks: chunks.length,
  outlines: files.filter((file) => file.outline !== undefined).length,
  ms: { read: read - start, cut: cut - read },
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(facts)}\n`);
