import { createHash, randomBytes } from 'node:crypto';
import { GalleyError } from '../../errors.ts';
import type { Completion, CompletionRequest, Model, ModelCard, WindowCard } from '../../review/ports.ts';
import { callModel } from '../call-model.ts';
import { checkAbilities } from '../abilities/check-abilities.ts';
import { createTokenCounter, type TokenCounter } from '../window/count-tokens.ts';
import { explainFailure } from '../transport/explain-failure.ts';
import { createTransport, type Transport } from '../transport/http-transport.ts';
import type { ModelOptions } from '../model-options.ts';
import { findLoaded, inspectOllama } from '../ollama/inspect-ollama.ts';
import { countOf, textOf } from '../read-fields.ts';
import { readEvents } from '../transport/read-events.ts';
import { readLines, readText, readTextHead } from '../transport/read-lines.ts';
import { waitWhileBusy } from '../transport/wait-while-busy.ts';
import { rememberOnce } from '../remember-once.ts';
import type { ReplyPart, ReplyStream } from '../reply/reply-part.ts';
import { templateThinks } from '../abilities/template-thinks.ts';
import { createPrefixTracker, type PrefixTracker } from '../window/track-prefix.ts';
import { chatRequest, type ChatProfile } from './chat-request.ts';
import { inspectServer, type ServerFacts } from './inspect-server.ts';
import { describeModel, pickModel, type ModelTraits } from './pick-model.ts';
import { readAnswer, readChatStream } from './read-chat-stream.ts';
import { serverTable, unknownServer } from './server-table.ts';
import { fitWindow, ollamaWindow } from './fit-window.ts';
import { withoutV1 } from './without-v1.ts';

/** A model behind `/v1/chat/completions`: llama-server, LM Studio, vLLM, mlx_lm.server, Ollama's own and others. */
export function createOpenAiModel(given: ModelOptions): Model {
  const options = { ...given, server: { ...given.server, url: withoutV1(given.server.url) } };
  const transport = waitWhileBusy(
    createTransport({ ...options, startCommand: startHint(options.server.url) }),
    {
      firstMs: options.retryMs ?? 1000,
      mostMs: options.timeouts.totalMs,
      log: options.log,
    },
  );
  const counter = createTokenCounter();
  const session: Session = { options, transport, counter, prefix: createPrefixTracker(counter) };
  const settled = rememberOnce((signal: AbortSignal) => settle(session, signal));
  return {
    describe: async (signal) => (await settled(signal)).card,
    countTokens: (text) => counter.count(text),
    complete: async (request) => {
      const { card, profile } = await settled(request.signal);
      const allowed = card.abilities.tokenProbabilities ? request : { ...request, topTokens: 0 };
      return call(session, profile, allowed, card.window.used, 'request');
    },
    close: async () => transport.close(),
  };
}

interface Session {
  readonly options: ModelOptions;
  readonly transport: Transport;
  readonly counter: TokenCounter;
  readonly prefix: PrefixTracker;
}

interface Settled {
  readonly card: ModelCard;
  readonly profile: ChatProfile;
}

/** Nothing answered, so only the port tells which product was meant. */
function startHint(url: URL): string {
  const product = { '8080': 'llama-server', '9931': 'llama-server', '8000': 'vllm', '1234': 'lmstudio', '11434': 'ollama' }[url.port]; // prettier-ignore
  return (serverTable.find((row) => row.product === product) ?? unknownServer).start;
}

async function settle(session: Session, signal: AbortSignal): Promise<Settled> {
  const { options, transport } = session;
  const facts = await inspectServer(transport, signal);
  const { model, canThink } = await settleModel(session, facts, signal);
  const profile: ChatProfile = { model: model.name, row: facts.row, think: options.think, sendSchema: true };
  const first = await settleWindow(session, facts, model, signal);
  const { abilities, check } = await checkAbilities({
    store: options.abilityStore,
    key: [`openai-${facts.row.product}`, facts.version, model.digest],
    canThink,
    secret: randomBytes(4).toString('hex').slice(0, 6),
    signal,
    complete: (request) => call(session, profile, request, first.used, 'check'),
  });
  // The check loaded the model: now Ollama can say what window it has.
  const window = facts.row.product === 'ollama' ? await settleWindow(session, facts, model, signal) : first;
  if (window.used < options.needed) throw windowTooSmall(window, options.needed, facts);
  return {
    card: {
      ...model,
      server: {
        backend: 'openai',
        product: facts.row.product,
        version: facts.version,
        address: options.server.url.origin + options.server.url.pathname.replace(/\/+$/u, ''),
      },
      window,
      parallel: options.parallel ?? (countOf(facts.details['total_slots']) || 1),
      abilities,
      check,
    },
    profile: { ...profile, sendSchema: abilities.schema === 'enforced' },
  };
}

/** Behind Ollama's `/v1` the same checks hold as for its own API: cloud entries are refused before any prompt. */
async function settleModel(
  session: Session,
  facts: ServerFacts,
  signal: AbortSignal,
): Promise<{ model: ModelTraits; canThink: boolean }> {
  const { transport, options } = session;
  if (facts.row.product !== 'ollama') {
    const name = pickModel(facts, options.model);
    const model = describeModel(facts, name, (text) => createHash('sha256').update(text).digest('hex'));
    // Only llama-server shows its template; the others do not tell.
    return { model, canThink: templateThinks(facts.details['chat_template']) };
  }
  const { model, shown } = await inspectOllama(transport, options.model, options.freeBytes(), signal);
  const { name, digest, family, parameters, quantisation } = model;
  const canThink = shown.capabilities?.includes('thinking') ?? false;
  return { model: { name, digest, family, parameters, quantisation }, canThink };
}

async function settleWindow(
  session: Session,
  facts: ServerFacts,
  model: ModelTraits,
  signal: AbortSignal,
): Promise<WindowCard> {
  const { options } = session;
  if (facts.row.product !== 'ollama') return fitWindow(facts, model.name, options.window, options.needed);
  const loaded = await findLoaded(session.transport, model, signal);
  return ollamaWindow(loaded?.window, facts.version, options.window);
}

function windowTooSmall(window: WindowCard, needed: number, facts: ServerFacts): GalleyError {
  const isOllama = facts.row.product === 'ollama';
  return new GalleyError('window-too-small', {
    what: `The server's window of ${window.used} tokens is too small for a request of ${needed}.`,
    why: `${window.reason}. This protocol can't change it.`,
    todo: isOllama ? '--backend ollama' : `Start the server with a window of at least ${needed} tokens.`,
  });
}

async function call(
  session: Session,
  profile: ChatProfile,
  request: CompletionRequest,
  window: number,
  purpose: 'check' | 'request',
): Promise<Completion> {
  const { options, counter, prefix } = session;
  const open = (sent: CompletionRequest) => openChat(session, profile, sent);
  const completion = await callModel(request, {
    window,
    counter,
    prefix,
    open,
  });
  options.onCall?.({ purpose, tokens: completion.tokens, ms: completion.ms });
  return completion;
}

async function openChat(
  session: Session,
  profile: ChatProfile,
  request: CompletionRequest,
): Promise<ReplyStream> {
  const context = { model: profile.model, pull: profile.row.pull(profile.model) };
  const body = chatRequest(request, profile);
  const path = '/v1/chat/completions';
  const reply = await session.transport.open({
    method: 'POST',
    path,
    body,
    signal: request.signal,
    onWait: () => request.onProgress?.({ stage: 'waiting' }),
  });
  if (reply.status !== 200) {
    const text = await readTextHead(reply.chunks, 64 * 1024);
    throw explainFailure({ status: reply.status, body: text }, context);
  }
  const isStream = textOf(reply.headers['content-type'])?.includes('text/event-stream') ?? false;
  const parts = isStream
    ? readChatStream(readEvents(readLines(reply.chunks)), context)
    : readWhole(reply.chunks, context);
  return { parts, begun: () => reply.begun() };
}

async function* readWhole(
  chunks: AsyncIterable<Uint8Array>,
  context: { model: string; pull: string },
): AsyncGenerator<ReplyPart> {
  yield readAnswer(await readText(chunks), context);
}
