import { GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Completion, CompletionRequest, Model, ModelCard } from '../../review/ports.ts';
import { createTokenCounter } from '../window/count-tokens.ts';
import type { Timeouts } from '../model-options.ts';
import { planWindow, type WindowPlan } from '../window/plan-window.ts';
import { createReplyGuard, type ReplyGuard } from '../stream-guards/guard-reply.ts';
import { stripThinking } from '../reply/strip-thinking.ts';
import { startEngineProcess, type AskOptions, type EngineProcess } from './engine-process.ts';
import { readModelFile, type ModelFile } from './model-file.ts';
import type { FactsStore } from './disk-facts-store.ts';
import type { FromEngine, Generated, LoadedFacts } from './protocol.ts';

export interface InProcessOptions {
  /** Path of the GGUF file. */
  readonly file: string;
  /** Tokens of the run's largest request, prompt and reply together. */
  readonly needed: number;
  /** Tokens of the window the operator wants; undefined: planned from `needed`. */
  readonly window?: number | undefined;
  readonly freeBytes: () => number;
  /** Path of the bundled child script. */
  readonly childEntry: string;
  /** Package folder or entry file of node-llama-cpp; undefined: as Node resolves it from the child script. */
  readonly enginePath?: string | undefined;
  /** The whole environment of the child: library paths at most, never a token. Default: empty. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Lets `describe` answer without the engine for a file that was loaded before; undefined: nothing is kept. */
  readonly facts?: FactsStore | undefined;
  readonly timeouts: Timeouts;
  readonly log: Log;
}

interface Session {
  readonly engine: EngineProcess;
  readonly card: ModelCard;
}

/** A native crash may come from one prompt; more of them come from the machine. */
const maxCrashes = 2;

/**
 * A model file run by node-llama-cpp in a process of its own, one call at a time. It starts with the first
 * `describe` or `complete`, is started again after a crash (twice at most), and ends with `close` or with us.
 */
export function createInProcessModel(options: InProcessOptions): Model {
  const counter = createTokenCounter();
  let session: Promise<Session> | undefined;
  let current: EngineProcess | undefined;
  let starts = 0;
  let nextId = 1;
  let queue: Promise<unknown> = Promise.resolve();

  const open = async (signal: AbortSignal, request?: CompletionRequest): Promise<Session> => {
    await current?.settled();
    if (session && current?.hasEnded()) session = undefined;
    session ??= start(signal, request);
    try {
      return await session;
    } catch (error) {
      session = undefined;
      await current?.close();
      throw error;
    }
  };
  const start = async (signal: AbortSignal, request?: CompletionRequest): Promise<Session> => {
    if (starts > maxCrashes) throw crashedOften();
    starts += 1;
    const file = await readModelFile(options.file);
    current = startEngineProcess(options.childEntry, options.env ?? {});
    const nextRequest = (): number => nextId++;
    return openSession(current, file, options, signal, nextRequest, request);
  };
  const complete = async (request: CompletionRequest): Promise<Completion> => {
    const began = performance.now();
    const startsBefore = starts;
    const { engine } = await open(request.signal, request);
    const loadMs = starts === startsBefore ? 0 : performance.now() - began;
    const reply = await askReply(engine, nextId++, request, options.timeouts);
    counter.observe(request.messages, reply.promptTokens);
    return completionOf(reply, loadMs, performance.now() - began);
  };

  return {
    describe: async (signal) => (await known(session, options)) ?? (await open(signal)).card,
    countTokens: (text) => counter.count(text),
    complete: (request) => {
      const turn = queue.then(() => complete(request));
      // The next call waits for this one and not for its outcome.
      queue = turn.catch(() => {});
      return turn;
    },
    close: async () => {
      session = undefined;
      await current?.close();
    },
  };
}

async function openSession(
  engine: EngineProcess,
  file: ModelFile,
  options: InProcessOptions,
  signal: AbortSignal,
  nextRequest: () => number,
  request: CompletionRequest | undefined,
): Promise<Session> {
  const ask: AskOptions = {
    signal,
    silenceMs: () => options.timeouts.firstByteMs,
    totalMs: options.timeouts.totalMs,
    onProgress: ({ fraction }) =>
      request?.onProgress?.({ stage: 'loading', ...(fraction === undefined ? {} : { fraction }) }),
  };
  // Asked before loading: afterwards the weights are in it.
  const freeBytes = options.freeBytes();
  const { enginePath } = options;
  const loaded = await engine.ask({ type: 'load', id: nextRequest(), file: options.file, ...(enginePath === undefined ? {} : { enginePath }) }, ask); // prettier-ignore
  if (loaded.type !== 'loaded') throw confused(loaded);
  const { facts } = loaded;
  await options.facts?.put(factsKey(file), facts);
  const window = windowOf(facts, options, freeBytes);
  const opened = await engine.ask({ type: 'open', id: nextRequest(), window: window.used }, ask);
  if (opened.type !== 'opened') throw confused(opened);
  options.log.debug('The engine has loaded the model', { window: window.used, reason: window.reason });
  return { engine, card: cardOf(file, facts, options.file, window) };
}

/** The card of a file that some run has loaded before, unless an engine runs already and can be asked. */
async function known(
  session: Promise<Session> | undefined,
  options: InProcessOptions,
): Promise<ModelCard | undefined> {
  if (session) return undefined;
  const file = await readModelFile(options.file);
  const facts = await options.facts?.get(factsKey(file));
  return facts && cardOf(file, facts, options.file, windowOf(facts, options, options.freeBytes()));
}

/** Rises with any change of what is read from a file. */
function factsKey({ digest }: ModelFile): string {
  return `facts-1|${digest}`;
}

function windowOf(facts: LoadedFacts, options: InProcessOptions, freeBytes: number): WindowPlan {
  return planWindow({
    modelInfo: facts.metadata,
    weightsBytes: facts.weightsBytes,
    freeBytes,
    needed: options.needed,
    wanted: options.window,
    allocated: undefined,
    parallel: 1,
  });
}

function cardOf(
  file: ModelFile,
  facts: LoadedFacts,
  address: string,
  { trained, used, reason }: ModelCard['window'],
): ModelCard {
  const text = (key: string): string => {
    const value = facts.metadata[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    name: file.name,
    digest: file.digest,
    family: text('general.architecture'),
    parameters: text('general.size_label'),
    quantisation: file.quantisation || (/\b(?:Q\d\S*|B?F16|F32|MXFP4)/u.exec(facts.description)?.[0] ?? ''),
    server: { backend: 'gguf', product: 'node-llama-cpp', version: facts.version, address },
    window: { trained, used, reason },
    parallel: 1,
    // The grammar is applied in our own process and not at the mercy of a server's settings.
    abilities: { schema: 'enforced', tokenProbabilities: true, thinking: facts.thinks },
    check: null,
  };
}

async function askReply(
  engine: EngineProcess,
  id: number,
  request: CompletionRequest,
  timeouts: Timeouts,
): Promise<Generated> {
  const { messages, maxTokens, schema, temperature, seed, topTokens } = request;
  const guard = createReplyGuard(maxTokens * 40);
  const stop = new AbortController();
  request.onProgress?.({ stage: 'reading' });
  const answer = await engine.ask(
    { type: 'complete', id, messages: [...messages], maxTokens, temperature, seed, topTokens, ...(schema ? { schema } : {}) }, // prettier-ignore
    {
      signal: AbortSignal.any([request.signal, stop.signal]),
      silenceMs: (message) => (message ? timeouts.idleMs : timeouts.firstByteMs),
      totalMs: timeouts.totalMs,
      onProgress: ({ piece, tokens }) => {
        request.onProgress?.({ stage: 'writing', ...(tokens === undefined ? {} : { tokens }) });
        watchPiece(guard, piece ?? '', stop);
      },
    },
  );
  if (answer.type !== 'done') throw confused(answer);
  return answer.reply;
}

function watchPiece(guard: ReplyGuard, piece: string, stop: AbortController): void {
  const fault = piece === '' ? undefined : guard.push(piece);
  if (!fault) return;
  stop.abort(new GalleyError('reply-repeats', { what: 'The model repeated itself and was stopped.', why: fault })); // prettier-ignore
}

function completionOf(reply: Generated, loadMs: number, totalMs: number): Completion {
  const { text, kept, isUnclosed } = stripThinking(reply.text);
  if (text.trim() === '') {
    throw new GalleyError('reply-empty', {
      what: 'The model gave no answer.',
      why: isUnclosed ? 'It used up its reply for thinking.' : `Its reply ended with "${reply.stop}".`,
    });
  }
  // With thinking taken out, positions of the reply no longer match its tokens.
  const isWhole = kept.length === 1 && text === reply.text;
  return {
    text,
    stop: reply.stop,
    tokens: { prompt: reply.promptTokens, evaluated: reply.evaluatedTokens, reply: reply.replyTokens },
    ms: { load: loadMs, prefill: reply.prefillMs, decode: reply.decodeMs, total: totalMs },
    probabilities: isWhole ? reply.probabilities : [],
  };
}

function confused(answer: FromEngine): GalleyError {
  return new GalleyError('reply-broken', { what: 'The engine answered another question.', why: answer.type });
}

function crashedOften(): GalleyError {
  return new GalleyError('reply-broken', {
    what: 'The process that runs the model ended three times. It is not started again.',
    todo: 'Run the model in a server instead, such as Ollama: --backend ollama',
  });
}
