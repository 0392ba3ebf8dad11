import { createHash } from 'node:crypto';
import { GalleyError } from '../../errors.ts';
import type { Completion, CompletionRequest, Model, ModelCard, WindowCard } from '../../review/ports.ts';
import { templateThinks } from '../abilities/template-thinks.ts';
import { modelOver, openChatSession, type CallManner, type ChatSession } from '../chat-session.ts';
import type { ModelOptions } from '../model-options.ts';
import { findLoaded, inspectOllama } from '../ollama/inspect-ollama.ts';
import { countOf, textOf } from '../read-fields.ts';
import type { ReplyPart, ReplyStream } from '../reply/reply-part.ts';
import { readEvents } from '../transport/read-events.ts';
import { readLines, readText } from '../transport/read-lines.ts';
import { chatRequest, type ChatProfile } from './chat-request.ts';
import { fitWindow, ollamaWindow } from './fit-window.ts';
import { inspectServer, type ServerFacts } from './inspect-server.ts';
import { describeModel, pickModel, type ModelTraits } from './pick-model.ts';
import { readAnswer, readChatStream } from './read-chat-stream.ts';
import { startOfServer } from './start-of-server.ts';
import { withoutV1 } from './without-v1.ts';

/** A model behind `/v1/chat/completions`: llama-server, LM Studio, vLLM, mlx_lm.server, Ollama's own and others. */
export function createOpenAiModel(given: ModelOptions): Model {
  const url = withoutV1(given.server.url);
  const session = openChatSession({ ...given, server: { ...given.server, url } }, startOfServer(url));
  return modelOver(
    session,
    (signal) => settle(session, signal),
    ({ card, profile }, request) => call(session, profile, request, card.window.used, 'request'),
  );
}

interface Settled {
  readonly card: ModelCard;
  readonly profile: ChatProfile;
}

async function settle(session: ChatSession, signal: AbortSignal): Promise<Settled> {
  const { options, transport } = session;
  const facts = await inspectServer(transport, signal);
  const { model, canThink } = await settleModel(session, facts, signal);
  const profile: ChatProfile = { model: model.name, row: facts.row, think: options.think, sendSchema: true };
  const first = await settleWindow(session, facts, model, signal);
  const { abilities, check } = await session.check({
    key: [`openai-${facts.row.product}`, facts.version, model.digest],
    canThink,
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
        address: session.address,
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
  session: ChatSession,
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
  session: ChatSession,
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

function call(
  session: ChatSession,
  profile: ChatProfile,
  request: CompletionRequest,
  window: number,
  purpose: CallManner['purpose'],
): Promise<Completion> {
  const open = (sent: CompletionRequest): Promise<ReplyStream> => openChat(session, profile, sent);
  return session.call(request, { purpose, window, open });
}

async function openChat(
  session: ChatSession,
  profile: ChatProfile,
  request: CompletionRequest,
): Promise<ReplyStream> {
  const context = { model: profile.model, pull: profile.row.pull(profile.model) };
  const body = chatRequest(request, profile);
  const reply = await session.post({ path: '/v1/chat/completions', body, request, context });
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
