import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** One command that is measured against others. */
export interface Contender {
  readonly name: string;
  /** Program and its arguments; no shell. */
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  /** Exit codes that count as a success. Default 0 only. */
  readonly codes?: readonly number[];
}

/** Of one run, in milliseconds. */
export interface Timing {
  /** Median over all rounds. */
  readonly wall: number;
  /** Processor time of the process and its children, user and system: mean over all rounds. NaN where not known. */
  readonly cpu: number;
}

/**
 * Runs A B C, A B C, ... and takes medians: whatever slows the machine for a while slows all contenders. One round more
 * goes first and does not count.
 */
export function measurePaired(contenders: readonly Contender[], rounds: number): Map<string, Timing> {
  const samples = contenders.map((): Timing[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const timing = runOnce(contender);
      if (round >= 0) samples[index]?.push(timing);
    }
  }
  return new Map(
    contenders.map(({ name }, index) => {
      const all = samples[index] ?? [];
      return [name, { wall: median(all.map((one) => one.wall)), cpu: mean(all.map((one) => one.cpu)) }];
    }),
  );
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function runOnce({ name, command: [program, ...args], cwd, codes = [0] }: Contender): Timing {
  const before = childCpu();
  const start = performance.now();
  const result = spawnSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 2 ** 30 });
  const wall = performance.now() - start;
  if (result.error) throw result.error;
  if (!codes.includes(result.status ?? -1)) {
    throw new Error(`${name} ended with ${String(result.status)}: ${result.stderr.toString()}`);
  }
  return { wall, cpu: childCpu() - before };
}

/** Milliseconds a clock tick of the kernel takes, as /proc counts them. */
const tickMs = 10;

/** Processor time of all ended children so far, those of their own included. Linux only: Node does not tell. */
function childCpu(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    // Fields 16 and 17 of proc(5), the state being number 3.
    return (Number(fields[13]) + Number(fields[14])) * tickMs;
  } catch {
    return NaN;
  }
}
