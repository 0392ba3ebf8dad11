import { fork, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compareWithTools,
  type Comparison,
  type Pair,
} from '../../../doubles/docs-oracle/compare-with-tools.ts';
import type { FileAccount } from './check-file.ts';
import type { CorpusFile, Ending } from './corpus-files.ts';
import { addFile, emptyTallies, type Tally } from './tally.ts';

export interface IdentityRun {
  readonly tallies: Readonly<Record<Ending, Tally>>;
  /** By programs that come with the languages, over the results of hostile and naive comments. */
  readonly tools: Comparison;
}

/**
 * Documents every file in processes of their own, and has the results judged by oracles that share no code with what
 * wrote them.
 */
export async function runDocsIdentity(
  files: readonly CorpusFile[],
  { seed, processes }: { readonly seed: number; readonly processes: number },
): Promise<IdentityRun> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-identity-'));
  const tallies = emptyTallies();
  const pairs: Pair[] = [];
  const queue = files.map((file, index) => ({ file, index }));
  const work = async (): Promise<void> => {
    let child = start();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { file, index } = next;
      const answer = await ask(child, file, seed + index);
      if (typeof answer === 'string' && child.exitCode !== null) child = start();
      addFile(tallies[file.ending], file, answer);
      if (typeof answer !== 'string') pairs.push(...storePairs(folder, index, file, answer.results));
    }
    child.disconnect();
  };
  try {
    await Promise.all(Array.from({ length: processes }, work));
    return { tallies, tools: compareWithTools(pairs) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(): ChildProcess {
  return fork(join(import.meta.dirname, 'check-process.ts'), { execArgv: ['--import', 'tsx'] });
}

/** A text says why there is no account: the process crashed, or threw. */
function ask(child: ChildProcess, file: CorpusFile, seed: number): Promise<FileAccount | string> {
  return new Promise((resolve) => {
    const died = (code: number | null, signal: string | null): void => {
      settle(`the process ended with ${String(signal ?? code)}`);
    };
    const told = (message: FileAccount | { readonly crash: string }): void => {
      settle('crash' in message ? message.crash : message);
    };
    const settle = (answer: FileAccount | string): void => {
      child.off('exit', died).off('message', told);
      resolve(answer);
    };
    child.once('exit', died).once('message', told);
    child.send({ file, seed });
  });
}

function storePairs(
  folder: string,
  index: number,
  { ending, file }: CorpusFile,
  results: readonly string[],
): Pair[] {
  if (results.length === 0) return [];
  const before = join(folder, `${String(index)}-before.${ending}`);
  copyFileSync(file, before);
  return results.map((text, number) => {
    const after = join(folder, `${String(index)}-after-${String(number)}.${ending}`);
    writeFileSync(after, text);
    return { ending, before, after };
  });
}
