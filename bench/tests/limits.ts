import { cpus } from 'node:os';
import type { SuggestProgress } from '../../src/review/suggest-tests/suggest-options.ts';
import { budget, type Asked } from './open-asked.ts';

/** Those of `galley tests`, but that no clock ends a run: the same replies must come to the same end on every machine. */
export const limits = {
  ...budget,
  maxTests: 1000,
  budgetMs: 24 * 3_600_000,
  concurrency: Math.max(1, cpus().length),
  runMs: 30_000,
  suiteMs: 5 * 60_000,
};

export const maxFileBytes = 4 * 1024 * 1024;

/** On standard error, one line for each step. */
export function tellProgress(name: string, asked: Asked): (progress: SuggestProgress) => void {
  return (progress) => {
    const { target, targets, function: about, doing } = progress;
    asked.onProgress(progress);
    process.stderr.write(`${name}: ${target} of ${targets}: ${doing} ${about}\n`);
  };
}
