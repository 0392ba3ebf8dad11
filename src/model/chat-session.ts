import { randomBytes } from 'node:crypto';
import type { Completion, CompletionRequest, Model, ModelCard } from '../review/ports.ts';
import { checkAbilities, type AbilityCheck, type CheckedAbilities } from './abilities/check-abilities.ts';
import { callModel } from './call-model.ts';
import type { CallRecord, ModelOptions } from './model-options.ts';
import { rememberOnce } from './remember-once.ts';
import type { ReplyStream } from './reply/reply-part.ts';
import { explainFailure, type FailureContext } from './transport/explain-failure.ts';
import { createTransport, type HttpReply, type Transport } from './transport/http-transport.ts';
import { readTextHead } from './transport/read-lines.ts';
import { waitWhileBusy } from './transport/wait-while-busy.ts';
import { createTokenCounter, type TokenCounter } from './window/count-tokens.ts';
import { createPrefixTracker } from './window/track-prefix.ts';

/** What all calls of one run share, whichever protocol they speak. */
export interface ChatSession {
  readonly options: ModelOptions;
  readonly transport: Transport;
  readonly counter: TokenCounter;
  /** URL of the server, without user information and without a slash at its end. */
  readonly address: string;
  /** Sends a prompt: the answer to be read, or a GalleyError for any status but 200. */
  post(prompt: Prompt): Promise<HttpReply>;
  /** One whole, checked reply; `onCall` hears of it. */
  call(request: CompletionRequest, how: CallManner): Promise<Completion>;
  /** What the server can do, from the store or by one call of `complete`. */
  check(check: Pick<AbilityCheck, 'key' | 'canThink' | 'signal' | 'complete'>): Promise<CheckedAbilities>;
}

export interface Prompt {
  readonly path: string;
  readonly body: unknown;
  /** Its signal stops the call, its `onProgress` hears of waiting. */
  readonly request: CompletionRequest;
  readonly context: FailureContext;
}

export interface CallManner {
  readonly purpose: CallRecord['purpose'];
  /** Tokens of prompt and reply together. */
  readonly window: number;
  readonly open: (request: CompletionRequest) => Promise<ReplyStream>;
}

/** Nothing is sent yet. `startCommand` is what the reader can do when nothing answers. */
export function openChatSession(options: ModelOptions, startCommand: string): ChatSession {
  const transport = waitWhileBusy(createTransport({ ...options, startCommand }), {
    firstMs: options.retryMs ?? 1000,
    mostMs: options.timeouts.totalMs,
    log: options.log,
  });
  const counter = createTokenCounter();
  const prefix = createPrefixTracker(counter);
  const { url } = options.server;
  return {
    options,
    transport,
    counter,
    address: url.origin + url.pathname.replace(/\/+$/u, ''),
    post: (prompt) => post(transport, prompt),
    call: async (request, { purpose, window, open }) => {
      const completion = await callModel(request, { window, counter, prefix, open });
      options.onCall?.({ purpose, tokens: completion.tokens, ms: completion.ms });
      return completion;
    },
    check: (check) => {
      const secret = randomBytes(4).toString('hex').slice(0, 6);
      return checkAbilities({
        ...check,
        store: options.abilityStore,
        secret,
        countPrompt: (messages) => counter.countPrompt(messages),
      });
    },
  };
}

async function post(transport: Transport, { path, body, request, context }: Prompt): Promise<HttpReply> {
  const onWait = () => request.onProgress?.({ stage: 'waiting' });
  const reply = await transport.open({ method: 'POST', path, body, signal: request.signal, onWait });
  if (reply.status === 200) return reply;
  const text = await readTextHead(reply.chunks, 64 * 1024);
  throw explainFailure({ status: reply.status, body: text }, context);
}

/**
 * The Model port over a session: `settle` finds out once what the run may rely on, `complete` asks with it. Token
 * probabilities are asked for only where they come back.
 */
export function modelOver<T extends { readonly card: ModelCard }>(
  session: ChatSession,
  settle: (signal: AbortSignal) => Promise<T>,
  complete: (settled: T, request: CompletionRequest) => Promise<Completion>,
): Model {
  const settled = rememberOnce(settle);
  return {
    describe: async (signal) => (await settled(signal)).card,
    countTokens: (text) => session.counter.count(text),
    complete: async (request) => {
      const known = await settled(request.signal);
      const { tokenProbabilities } = known.card.abilities;
      return complete(known, tokenProbabilities ? request : { ...request, topTokens: 0 });
    },
    close: async () => session.transport.close(),
  };
}
