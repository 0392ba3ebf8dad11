import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bareEnvironment, galleyFile } from '../galley-process.ts';
import { eventually } from './eventually.ts';

/** One line of the log: `message` and facts. */
export type LogLine = Readonly<Record<string, unknown>> & {
  readonly level: string;
  readonly message: string;
};

/** A running `galley serve`. */
export interface AppProcess {
  readonly pid: number;
  readonly log: readonly LogLine[];
  /** All that was written to standard error, and lines of standard output that are no JSON. */
  readonly said: () => string;
  /** Waits until `/healthz` answers. Throws with what was said when the process ends before. */
  readonly ready: () => Promise<void>;
  /** Sends a signal and waits for the end. */
  readonly end: (signal?: NodeJS.Signals) => Promise<Ending>;
  /** Resolves when it has ended by itself or by a signal. */
  readonly ended: Promise<Ending>;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface AppCommand {
  readonly home: string;
  /** Of its HTTP server, where it has one. */
  readonly url: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  /** Runs instead of node, with node and Galley behind. */
  readonly wrapper?: readonly string[];
  /** Default: the one that was built. */
  readonly galley?: string;
}

/** All that still run: no test leaves one behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts `galley serve` as an operator does. Does not wait until it listens. */
export function startServe({
  home,
  url,
  env,
  args = [],
  wrapper = [],
  galley = galleyFile,
}: AppCommand): AppProcess {
  const merged = { ...bareEnvironment(home), ...env };
  const [program = '', ...rest] = [...wrapper, process.execPath, galley, 'serve', ...args];
  const child = spawn(program, rest, {
    cwd: home,
    env: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const log: LogLine[] = [];
  const other: string[] = [];
  const hear = (line: string): void => {
    const parsed = parseLine(line);
    if (parsed === undefined) other.push(line);
    else log.push(parsed);
  };
  createInterface(child.stdout).on('line', hear);
  createInterface(child.stderr).on('line', hear);
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  let isOver = false;
  void ended.then(() => (isOver = true));
  const said = (): string => [...log.map((line) => JSON.stringify(line)), ...other].join('\n');
  return {
    pid: child.pid ?? 0,
    log,
    said,
    async ready() {
      await eventually(
        async () => {
          if (isOver) throw new Error(`galley serve ended:\n${said()}`);
          const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) });
          return answer.ok;
        },
        { within: 60_000, what: () => `galley serve does not listen:\n${said()}`, isFatal: () => isOver },
      );
    },
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}

function parseLine(line: string): LogLine | undefined {
  try {
    const value = JSON.parse(line) as LogLine;
    return typeof value === 'object' && typeof value.message === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
