import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { CollectOptions } from './collected.ts';
import { isGroupAlive } from './is-group-alive.ts';

export interface CommandRun {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onOutput: CollectOptions['onOutput'];
  readonly timeoutMs: number | undefined;
}

export interface CommandEnd {
  /** 128 and the number of the signal where one ended it. */
  readonly exitCode: number;
  /** Empty: it ended by itself with an exit code. */
  readonly endedBy: NodeJS.Signals | '';
  readonly stopped: '' | 'time' | 'interrupted';
  /** Something it had started was still there after it, and was ended. */
  readonly leftBehind: boolean;
}

/** How long processes have to write down what they counted. */
const graceMs = 10_000;

/**
 * Runs a command in a process group of its own. Whoever ends it, by time or by interrupt, asks first: processes that
 * are killed leave no counters.
 *
 * Throws what `spawn` throws for a program that cannot be started.
 */
export async function runCommand(run: CommandRun): Promise<CommandEnd> {
  const [program = '', ...args] = run.argv;
  const isPiped = run.onOutput !== undefined;
  const child = spawn(program, args, {
    cwd: run.cwd,
    env: run.env,
    stdio: ['inherit', isPiped ? 'pipe' : 'inherit', isPiped ? 'pipe' : 'inherit'],
    detached: process.platform !== 'win32',
  });
  const output = Promise.all([hand(child.stdout, 'stdout', run), hand(child.stderr, 'stderr', run)]);
  const stop = watch(child, run);
  try {
    const { code, signal } = await ended(child);
    const leftBehind = await endGroup(child.pid);
    // Whoever left the group may hold the pipes open for ever.
    await Promise.race([output, delay(1000, undefined, { ref: false })]);
    const number = signal === null ? 0 : constants.signals[signal];
    return { exitCode: code ?? 128 + number, endedBy: signal ?? '', stopped: stop.reason(), leftBehind };
  } finally {
    stop.release();
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

async function hand(pipe: Readable | null, name: 'stdout' | 'stderr', run: CommandRun): Promise<void> {
  try {
    for await (const part of pipe ?? []) await run.onOutput?.(part as Buffer, name);
  } catch (error) {
    // Closed above, after its time.
    if (!pipe?.destroyed) throw error;
  }
}

/** The program itself; its output may be held open by what it left behind. */
function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

interface Stop {
  reason(): CommandEnd['stopped'];
  release(): void;
}

function watch(child: ChildProcess, run: CommandRun): Stop {
  let reason: CommandEnd['stopped'] = '';
  const timers: NodeJS.Timeout[] = [];
  const stop = (why: 'time' | 'interrupted'): void => {
    const { pid } = child;
    if (reason !== '' || pid === undefined) return;
    reason = why;
    askToEnd(pid, why === 'time' ? 'SIGTERM' : 'SIGINT');
    timers.push(setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs));
  };
  const interrupt = (): void => stop('interrupted');
  if (run.timeoutMs !== undefined) timers.push(setTimeout(() => stop('time'), run.timeoutMs));
  run.signal.addEventListener('abort', interrupt);
  if (run.signal.aborted) interrupt();
  return {
    reason: () => reason,
    release: () => {
      timers.forEach(clearTimeout);
      run.signal.removeEventListener('abort', interrupt);
    },
  };
}

/**
 * nyc's first process hands each signal on to its child, which has it from here already: the second one would end the
 * child while it writes. So the first is held still until the others have had theirs.
 */
function askToEnd(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') return signalGroup(pid, signal);
  process.kill(pid, 'SIGSTOP');
  signalGroup(pid, signal);
  setTimeout(() => signalGroup(pid, 'SIGCONT'), 1000);
}

/** Ends what the command left running; true when there was something. */
async function endGroup(pid: number | undefined): Promise<boolean> {
  if (pid === undefined || !isGroupAlive(pid)) return false;
  signalGroup(pid, 'SIGTERM');
  const until = performance.now() + 2000;
  while (isGroupAlive(pid) && performance.now() < until) await delay(20);
  signalGroup(pid, 'SIGKILL');
  return true;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
