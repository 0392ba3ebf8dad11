import { fork, type ChildProcess } from 'node:child_process';
import { GalleyError } from '../../errors.ts';
import { abortedBy, callTimedOut } from '../transport/http-failures.ts';
import { fromEngine, type FromEngine, type ToEngine } from './protocol.ts';

export interface EngineProcess {
  /**
   * Sends one request and waits for its last answer. `limit` bounds the silence between two messages, in ms.
   * An abort is passed on; a process that does not obey within a second is killed. Throws GalleyError
   * `interrupted`, `model-timeout`, `engine-missing`, `prompt-too-long`, or `reply-broken` when the process ends.
   */
  ask(request: ToEngine, options: AskOptions): Promise<FromEngine>;
  readonly hasEnded: () => boolean;
  /** Resolves when no stopped request is being worked on any more, at the latest when the process was killed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly signal: AbortSignal;
  readonly silenceMs: (message: FromEngine | undefined) => number;
  readonly totalMs: number;
  readonly onProgress?: (progress: Extract<FromEngine, { type: 'progress' }>) => void;
}

interface Waiter {
  hear(message: FromEngine): void;
  fail(error: GalleyError): void;
  /** Set once nobody waits for the answer: resolves when the process has stopped working on it. */
  readonly over?: Promise<void>;
}

const obeyMs = 1000;
const keptOutput = 2000;

/** Starts the child with exactly the environment given; its standard output goes nowhere. */
export function startEngineProcess(entry: string, env: Readonly<Record<string, string>>): EngineProcess {
  const child = fork(entry, [], {
    env: { ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const waiting = new Map<number, Waiter>();
  const ended = watch(child, waiting);
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  return {
    ask: (request, options) => ask(child, waiting, request, options),
    hasEnded: () => hasEnded,
    settled: async () => {
      for (const waiter of [...waiting.values()]) await waiter.over;
    },
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Passes messages to those who wait for them; resolves when the process is gone. */
function watch(child: ChildProcess, waiting: Map<number, Waiter>): Promise<void> {
  let output = '';
  child.stderr?.on('data', (data) => (output = (output + String(data)).slice(-keptOutput)));
  child.on('message', (value) => {
    const message = fromEngine.safeParse(value).data;
    if (message) waiting.get(message.id)?.hear(message);
  });
  return new Promise((resolve) => {
    const end = (how: string): void => {
      resolve();
      for (const waiter of waiting.values()) waiter.fail(crashed(how, output));
      waiting.clear();
    };
    child.once('error', (error) => {
      end(error.message);
    });
    child.once('close', (code, signal) => {
      end(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
    });
  });
}

function ask(
  child: ChildProcess,
  waiting: Map<number, Waiter>,
  request: ToEngine,
  options: AskOptions,
): Promise<FromEngine> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    let silence: NodeJS.Timeout | undefined;
    const settle = (finish: () => void): void => {
      clearTimeout(silence);
      clearTimeout(total);
      signal.removeEventListener('abort', abort);
      finish();
    };
    const fail = (error: GalleyError): void => {
      settle(() => {
        reject(error);
      });
    };
    const giveUp = (error: GalleyError): void => {
      stopRequest(child, waiting, request.id);
      fail(error);
    };
    const abort = (): void => {
      giveUp(abortedBy(signal));
    };
    const listen = (message: FromEngine | undefined): void => {
      clearTimeout(silence);
      const ms = options.silenceMs(message);
      silence = setTimeout(() => {
        giveUp(callTimedOut(message?.type === 'progress' && message.piece !== undefined ? 'idle' : 'first', ms)); // prettier-ignore
      }, ms);
    };
    const total = setTimeout(() => {
      giveUp(callTimedOut('total', options.totalMs));
    }, options.totalMs);
    waiting.set(request.id, {
      fail,
      hear: (message) => {
        if (message.type === 'progress') {
          listen(message);
          options.onProgress?.(message);
          return;
        }
        waiting.delete(request.id);
        if (message.type === 'failed') fail(explain(message));
        else settle(() => { resolve(message); }); // prettier-ignore
      },
    });
    signal.addEventListener('abort', abort);
    listen(undefined);
    if (signal.aborted) abort();
    else if (child.connected)
      child.send(request, (error) => { if (error) fail(crashed(error.message, '')); }); // prettier-ignore
    else fail(crashed('it is gone', ''));
  });
}

/** Tells the process to stop; kills it when it has not answered after a while. The caller no longer waits. */
function stopRequest(child: ChildProcess, waiting: Map<number, Waiter>, id: number): void {
  const timer = setTimeout(() => child.kill('SIGKILL'), obeyMs);
  let resolveOver = (): void => {};
  const over = new Promise<void>((resolve) => (resolveOver = resolve));
  const done = (): void => {
    clearTimeout(timer);
    waiting.delete(id);
    resolveOver();
  };
  waiting.set(id, {
    over,
    fail: done,
    hear: (message) => {
      if (message.type !== 'progress') done();
    },
  });
  if (child.connected) child.send({ type: 'abort', id } satisfies ToEngine, () => {});
}

function crashed(how: string, output: string): GalleyError {
  return new GalleyError('reply-broken', {
    what: 'The process that runs the model ended in the middle of its work.',
    why: [how, output.trim()].filter((part) => part !== '').join(': '),
    todo: 'Run the model in a server instead, such as Ollama: --backend ollama',
  });
}

function explain(failure: Extract<FromEngine, { type: 'failed' }>): GalleyError {
  if (failure.code === 'engine-missing') {
    return new GalleyError('engine-missing', {
      what: 'Running a model file needs node-llama-cpp, which is not installed.',
      why: `${failure.message}. It is optional because it takes about 700 MB.`,
      todo: 'NODE_LLAMA_CPP_POSTINSTALL=skip npm install node-llama-cpp (where galley is installed: with -g if galley was)',
    });
  }
  if (failure.code === 'prompt-too-long')
    return new GalleyError('prompt-too-long', { what: 'The prompt does not fit the window.', why: failure.message }); // prettier-ignore
  const what = failure.code === 'aborted' ? 'The call to the model was stopped.' : 'The engine refused the model file or the request.'; // prettier-ignore
  return new GalleyError(failure.code === 'aborted' ? 'interrupted' : 'reply-broken', { what, why: failure.message }); // prettier-ignore
}
