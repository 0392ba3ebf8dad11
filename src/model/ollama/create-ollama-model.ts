import { randomBytes } from 'node:crypto';
import { GalleyError } from '../../errors.ts';
import type { Completion, CompletionRequest, Model, ModelCard } from '../../review/ports.ts';
import { callModel } from '../call-model.ts';
import { checkAbilities } from '../abilities/check-abilities.ts';
import { createTokenCounter, type TokenCounter } from '../window/count-tokens.ts';
import { explainFailure } from '../transport/explain-failure.ts';
import { createTransport, type Transport } from '../transport/http-transport.ts';
import type { ModelOptions } from '../model-options.ts';
import { planWindow } from '../window/plan-window.ts';
import { readLines, readTextHead } from '../transport/read-lines.ts';
import { waitWhileBusy } from '../transport/wait-while-busy.ts';
import { rememberOnce } from '../remember-once.ts';
import type { ReplyStream } from '../reply/reply-part.ts';
import { startOllama } from './start-ollama.ts';
import { createPrefixTracker, type PrefixTracker } from '../window/track-prefix.ts';
import { chatRequest, thinkingOf, type ChatProfile } from './chat-request.ts';
import { findLoaded, inspectOllama, type OllamaFacts } from './inspect-ollama.ts';
import { readChatStream } from './read-chat-stream.ts';

/** A model behind Ollama's own `/api/chat`: its `/v1` can't set the window. */
export function createOllamaModel(options: ModelOptions): Model {
  const transport = waitWhileBusy(createTransport({ ...options, startCommand: startOllama }), {
    firstMs: options.retryMs ?? 1000,
    mostMs: options.timeouts.totalMs,
    log: options.log,
  });
  const counter = createTokenCounter();
  const session: Session = {
    options,
    transport,
    counter,
    prefix: createPrefixTracker(counter),
    windowSeen: false,
    isLoaded: false,
  };
  const settled = rememberOnce((signal: AbortSignal) => settle(session, signal));
  return {
    describe: async (signal) => (await settled(signal)).card,
    countTokens: (text) => counter.count(text),
    complete: async (request) => {
      const { card, profile } = await settled(request.signal);
      const allowed = card.abilities.tokenProbabilities ? request : { ...request, topTokens: 0 };
      const completion = await call(session, profile, allowed, 'request');
      await checkAllocated(session, card, request.signal);
      return completion;
    },
    close: async () => transport.close(),
  };
}

interface Session {
  readonly options: ModelOptions;
  readonly transport: Transport;
  readonly counter: TokenCounter;
  readonly prefix: PrefixTracker;
  /** The server's own figure for the open window was compared with ours. */
  windowSeen: boolean;
  /** In memory with this run's window: the next call need not load it. */
  isLoaded: boolean;
}

interface Settled {
  readonly card: ModelCard;
  readonly profile: ChatProfile;
}

async function settle(session: Session, signal: AbortSignal): Promise<Settled> {
  const { options, transport } = session;
  const facts = await inspectOllama(transport, options.model, options.freeBytes(), signal);
  const window = planWindow({
    modelInfo: facts.shown.modelInfo,
    weightsBytes: facts.model.sizeBytes || undefined,
    // What the model already holds is there for it.
    freeBytes: options.freeBytes() + (facts.loaded?.sizeBytes ?? 0),
    needed: options.needed,
    wanted: options.window,
    allocated: facts.loaded?.window,
    parallel: options.parallel ?? 1,
  });
  session.isLoaded = facts.loaded?.window === window.used;
  const canThink = facts.shown.capabilities?.includes('thinking') ?? false;
  const profile: ChatProfile = {
    model: facts.model.name,
    window: window.used,
    keepAlive: options.keepAlive,
    think: thinkingOf(facts.model.family, canThink, options.think),
    sendSchema: true,
  };
  if (facts.loaded && facts.loaded.gpuBytes > 0 && facts.loaded.gpuBytes < facts.loaded.sizeBytes) {
    options.log.warn('part of the model runs on the CPU', { gpuBytes: facts.loaded.gpuBytes, bytes: facts.loaded.sizeBytes }); // prettier-ignore
  }
  const { abilities, check } = await checkAbilities({
    store: options.abilityStore,
    key: ['ollama', facts.version, facts.model.digest],
    canThink,
    secret: randomBytes(4).toString('hex').slice(0, 6),
    signal,
    complete: (request) => call(session, profile, request, 'check'),
  });
  const { used, trained, reason } = window;
  return {
    card: { ...cardOf(facts, options), window: { used, trained, reason }, abilities, check },
    profile: { ...profile, sendSchema: abilities.schema === 'enforced' },
  };
}

function cardOf(
  facts: OllamaFacts,
  options: ModelOptions,
): Omit<ModelCard, 'window' | 'abilities' | 'check'> {
  const { name, digest, family, parameters, quantisation } = facts.model;
  return {
    name,
    digest,
    family,
    parameters,
    quantisation,
    server: { backend: 'ollama', product: 'ollama', version: facts.version, address: addressOf(options) },
    parallel: options.parallel ?? 1,
  };
}

function addressOf(options: ModelOptions): string {
  return options.server.url.origin + options.server.url.pathname.replace(/\/+$/u, '');
}

async function call(
  session: Session,
  profile: ChatProfile,
  request: CompletionRequest,
  purpose: 'check' | 'request',
): Promise<Completion> {
  const { options, counter, prefix } = session;
  const completion = await callModel(request, {
    window: profile.window,
    counter,
    prefix,
    open: (sent) => openChat(session, profile, sent),
  });
  session.isLoaded = true;
  options.onCall?.({ purpose, tokens: completion.tokens, ms: completion.ms });
  return completion;
}

async function openChat(
  session: Session,
  profile: ChatProfile,
  request: CompletionRequest,
): Promise<ReplyStream> {
  // Ollama sends its headers with the first token: until then it loads or reads.
  request.onProgress?.({ stage: session.isLoaded ? 'reading' : 'loading' });
  const context = { model: profile.model, pull: `ollama pull ${profile.model}` };
  const body = chatRequest(request, profile);
  const reply = await session.transport.open({
    method: 'POST',
    path: '/api/chat',
    body,
    signal: request.signal,
    onWait: () => request.onProgress?.({ stage: 'waiting' }),
  });
  if (reply.status !== 200) {
    const text = await readTextHead(reply.chunks, 64 * 1024);
    throw explainFailure({ status: reply.status, body: text }, context);
  }
  return { parts: readChatStream(readLines(reply.chunks), context), begun: () => reply.begun() };
}

/** Once, after the first reply: the server may have opened a smaller window than it was asked for. */
async function checkAllocated(session: Session, card: ModelCard, signal: AbortSignal): Promise<void> {
  if (session.windowSeen) return;
  const loaded = await findLoaded(session.transport, card, signal);
  session.windowSeen = true;
  const open = loaded?.window;
  if (open === undefined || open >= card.window.used) return;
  session.options.log.warn('server opened a smaller window', { asked: card.window.used, open });
  if (open >= session.options.needed) return;
  throw new GalleyError('window-too-small', {
    what: `Ollama opened a window of ${open} tokens instead of ${card.window.used}.`,
    why: `The largest request needs ${session.options.needed}.`,
    todo: `--prompt-tokens ${Math.max(200, Math.floor(open * 0.6))}`,
  });
}
