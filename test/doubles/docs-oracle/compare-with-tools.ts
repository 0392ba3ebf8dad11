import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface Pair {
  readonly ending: string;
  readonly before: string;
  readonly after: string;
}

export interface Comparison {
  /** Pairs whose first file the language's own parser takes, by ending. */
  readonly compared: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Tools that are not there, or failed. */
  readonly missing: readonly string[];
}

const here = import.meta.dirname;
const tools: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  py: ['python3', join(here, 'compare.py')],
  go: ['go', '-C', join(here, 'go'), 'run', '.'],
  java: ['java', join(here, 'java/Compare.java')],
};

/** Asks the parsers that come with Python, Go, Java and Rust whether each pair of files is the same program. */
export function compareWithTools(pairs: readonly Pair[]): Comparison {
  const compared: Record<string, number> = {};
  const faults: string[] = [];
  const missing: string[] = [];
  for (const [ending, [command, ...args]] of Object.entries(tools)) {
    const own = pairs.filter((pair) => pair.ending === ending);
    if (own.length === 0) continue;
    const input = own.map(({ before, after }) => `${before}\t${after}\n`).join('');
    const { status, stdout } = spawnSync(command, args, {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = status === 0 ? stdout.trim().split('\n') : [];
    const count = lines.pop()?.split('\t')[1];
    if (count === undefined) missing.push(command);
    else compared[ending] = Number(count);
    faults.push(...lines);
  }
  return { compared, faults, missing };
}
