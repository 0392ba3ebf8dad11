import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFile, expectFiles, type ParsedFile } from './check-file.ts';
import { readRaw, runGit, storeTrees } from './git-batch.ts';
import { randomOptions, type DiffOptions } from './random-options.ts';
import { randomTrees, type Tree } from './random-trees.ts';
import { seededRandom } from './seeded-random.ts';

export interface OracleRun {
  readonly seed: number;
  /** How many file pairs to check at least. */
  readonly cases: number;
  /** The parser under test: takes one character per byte. */
  readonly parse: (byteText: string) => readonly ParsedFile[];
  /** Sees each diff printed with the default prefixes, for further checks; a returned text is a failure. */
  readonly inspect?: (diff: Buffer, files: readonly ParsedFile[]) => string | undefined;
}

export interface OracleResult {
  readonly cases: number;
  /** One sentence a failure, with the seed of its batch and the command that printed the diff. */
  readonly failures: readonly string[];
}

const casesInBatch = 300;
/** Every batch adds a pack; git slows down with many. */
const batchesInRepository = 20;

/** Lets the real git print diffs of random trees, and rebuilds each head file from what the parser made of them. */
export function runDiffOracle(run: OracleRun): OracleResult {
  const failures: string[] = [];
  let cases = 0;
  for (let batch = 0; cases < run.cases;) {
    const directory = mkdtempSync(join(tmpdir(), 'diff-oracle-'));
    try {
      runGit(directory, ['init', '-q', '--bare', '-b', 'main']);
      for (let count = 0; count < batchesInRepository && cases < run.cases; count += 1) {
        cases += runBatch(directory, run.seed + batch, run, failures);
        batch += 1;
      }
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
  return { cases, failures };
}

function runBatch(directory: string, seed: number, run: OracleRun, failures: string[]): number {
  const random = seededRandom(seed);
  const { base, head } = randomTrees(random, casesInBatch);
  storeTrees(directory, base, head);
  const options = randomOptions(random);
  const isReversed = options.pairing.includes('-R');
  const [from, to] = isReversed ? [head, base] : [base, head];
  const where = `seed ${String(seed)}, git diff ${[...options.settings, ...options.pairing, ...options.printing].join(' ')}`;
  const diff = gitDiff(directory, options, ['-p', ...options.printing]);
  const raw = gitDiff(directory, options, ['--raw', '-z']);
  const { count, found } = checkBatch({ diff, raw, from, to, options }, run);
  failures.push(...found.map((failure) => `${where}: ${failure}`));
  return count;
}

function gitDiff(directory: string, options: DiffOptions, printing: readonly string[]): Buffer {
  const color = ['-c', 'color.ui=never'];
  const args = [...options.settings, ...color, 'diff', ...options.pairing, ...printing, 'base', 'head', '--'];
  return runGit(directory, args);
}

interface Batch {
  readonly diff: Buffer;
  readonly raw: Buffer;
  readonly from: Tree;
  readonly to: Tree;
  readonly options: DiffOptions;
}

function checkBatch(batch: Batch, run: OracleRun): { count: number; found: string[] } {
  const expected = readRaw(batch.raw).flatMap((record) => expectFiles(record, batch.from, batch.to));
  const found: string[] = [];
  let files: readonly ParsedFile[];
  try {
    files = run.parse(batch.diff.toString('latin1'));
  } catch (error) {
    return { count: expected.length, found: [`refused: ${describeError(error)}`] };
  }
  if (files.length !== expected.length) {
    found.push(`${String(files.length)} files, not ${String(expected.length)}`);
  }
  expected.forEach((pair, index) => {
    const file = files[index];
    const wrong = file === undefined ? 'missing' : checkFile(file, pair, batch.options.isText);
    if (wrong !== undefined) found.push(`${JSON.stringify(pair.headPath)} (${pair.status}): ${wrong}`);
  });
  const more = batch.options.hasDefaultPrefix ? run.inspect?.(batch.diff, files) : undefined;
  if (more !== undefined) found.push(more);
  return { count: expected.length, found };
}

function describeError(error: unknown): string {
  const why = typeof error === 'object' && error !== null && 'why' in error ? ` ${String(error.why)}` : '';
  return `${String(error)}${why}`;
}
