import { execFileSync } from 'node:child_process';
import type { Subject } from './build-subject.ts';

/** What read-and-cut.ts prints. */
export interface CutFacts {
  readonly chunks: number;
  readonly outlines: number;
  readonly ms: { readonly read: number; readonly cut: number };
  /** Largest resident size of its process, in MiB. */
  readonly peakMegabytes: number;
}

export function runReadAndCut({ readAndCut, wasm }: Subject, folder: string): CutFacts {
  const output = execFileSync(process.execPath, [readAndCut, folder, wasm], { encoding: 'utf8' });
  return JSON.parse(output) as CutFacts;
}
