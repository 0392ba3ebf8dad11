import { fork, type ChildProcess } from 'node:child_process';
import type { MatcherAnswer } from './create-matcher.ts';
import type { FromProcess, MatchMessage, StartMessage } from './protocol.ts';

/** The rule engine's process. Answers come in the order of the questions. */
export interface EngineProcess {
  /** Undefined when the process ended, or said nothing for too long and was ended, before it answered. */
  ask(message: MatchMessage): Promise<MatcherAnswer | undefined>;
  readonly hasEnded: () => boolean;
  close(): Promise<void>;
}

export interface ProcessOptions {
  /** Built from child.ts. */
  readonly childEntry: string;
  readonly start: StartMessage;
  /** Longest silence about one question, in ms, once the process is up. */
  readonly hangMs: number;
  /** Told once why the native build is not used; empty when it is. */
  readonly onReady: (reason: string) => void;
  /** Told when the process ends by itself, with the end of what it said. */
  readonly onCrash: (said: string) => void;
}

/** Reading a few megabytes of code from a slow disk; more is not waited for. */
const startMs = 20_000;

/** Characters of its last words that are kept. */
const keptOutput = 500;

interface Waiter {
  readonly id: number;
  readonly resolve: (answer: MatcherAnswer | undefined) => void;
}

export function startEngineProcess(options: ProcessOptions): EngineProcess {
  const { childEntry, start, hangMs, onReady, onCrash } = options;
  const child = startChild(childEntry);
  const waiting: Waiter[] = [];
  let isReady = false;
  let hasEnded = false;
  let timer: NodeJS.Timeout | undefined;

  /** The clock runs for the question that is being worked on: the first. */
  const restartTimer = (): void => {
    clearTimeout(timer);
    if (waiting.length === 0) return;
    // When this process itself was busy, the answer may lie there unread: it is read before the check runs.
    const expire = (): void => void setImmediate(() => setImmediate(kill, waiting[0]));
    timer = setTimeout(expire, isReady ? hangMs : startMs);
  };
  const kill = (late: Waiter | undefined): void => {
    if (late !== undefined && waiting[0] === late) child.kill('SIGKILL');
  };
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      hasEnded = true;
      clearTimeout(timer);
      for (const { resolve: giveUp } of waiting.splice(0)) giveUp(undefined);
      resolve();
    };
    let said = '';
    child.stderr?.on('data', (data) => (said = (said + String(data)).slice(-keptOutput)));
    child.once('error', (error) => {
      said = error.message;
      end();
    });
    child.once('close', (code, signal) => {
      if (!child.killed) onCrash(`${signal ?? `exit code ${String(code)}`} ${said}`.trim());
      end();
    });
  });
  child.on('message', (message: FromProcess) => {
    if (message.type === 'ready') {
      isReady = true;
      onReady(message.reason);
    } else if (waiting[0]?.id === message.id) waiting.shift()?.resolve(message.answer);
    restartTimer();
  });
  child.send(start, () => {});
  return {
    ask: (message) =>
      new Promise((resolve) => {
        if (hasEnded) {
          resolve(undefined);
          return;
        }
        waiting.push({ id: message.id, resolve });
        if (waiting.length === 1) restartTimer();
        child.send(message, () => {});
      }),
    hasEnded: () => hasEnded,
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** With an empty environment: nothing in it could make the process load other code. */
function startChild(childEntry: string): ChildProcess {
  return fork(childEntry, [], {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
