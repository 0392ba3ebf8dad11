import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What one Node process did until it ended. */
export interface ObservedProcess {
  /** Largest resident size in MiB; processes it started are not in it. */
  readonly peakMegabytes: number;
  /** Processes it started; those of git with the command. */
  readonly starts: readonly string[];
}

/**
 * Watches the Node processes that `run` starts with the variables it is given: from within, so that nothing else of the machine
 * counts, and not in runs that are timed.
 */
export function observeNode(
  run: (env: Readonly<Record<string, string>>) => void,
): readonly ObservedProcess[] {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-observe-'));
  try {
    const [observer, notes] = [join(folder, 'observe.mjs'), join(folder, 'notes')];
    writeFileSync(observer, source);
    writeFileSync(notes, '');
    run({ NODE_OPTIONS: `--import=${pathToFileURL(observer).href}`, OBSERVE_INTO: notes });
    return readFileSync(notes, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ObservedProcess);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const source = `
import childProcess from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const starts = [];
const { spawn } = childProcess.ChildProcess.prototype;
childProcess.ChildProcess.prototype.spawn = function (options) {
  const [program, ...args] = options.args;
  const settings = args.flatMap((arg, i) => (arg === '-c' ? [i, i + 1] : []));
  const command = args.find((arg, i) => !settings.includes(i) && !arg.startsWith('-'));
  starts.push(program === 'git' ? 'git ' + command : program);
  return spawn.call(this, options);
};
syncBuiltinESMExports();
process.on('exit', () => {
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  appendFileSync(process.env.OBSERVE_INTO, JSON.stringify({ peakMegabytes, starts }) + '\\n');
});
`;
