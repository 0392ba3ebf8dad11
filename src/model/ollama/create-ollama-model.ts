import { GalleyError } from '../../errors.ts';
import type { Completion, CompletionRequest, Model, ModelCard } from '../../review/ports.ts';
import { modelOver, openChatSession, type CallManner, type ChatSession } from '../chat-session.ts';
import type { ModelOptions } from '../model-options.ts';
import type { ReplyStream } from '../reply/reply-part.ts';
import { readLines } from '../transport/read-lines.ts';
import { planWindow, type WindowPlan } from '../window/plan-window.ts';
import { chatRequest, thinkingOf, type ChatProfile } from './chat-request.ts';
import { findLoaded, inspectOllama, type OllamaFacts } from './inspect-ollama.ts';
import { readChatStream } from './read-chat-stream.ts';
import { startOllama } from './start-ollama.ts';

/** A model behind Ollama's own `/api/chat`: its `/v1` can't set the window. */
export function createOllamaModel(options: ModelOptions): Model {
  const session: Session = { ...openChatSession(options, startOllama), windowSeen: false, isLoaded: false };
  return modelOver(
    session,
    (signal) => settle(session, signal),
    async ({ card, profile }, request) => {
      const completion = await call(session, profile, request, 'request');
      await checkAllocated(session, card, request.signal);
      return completion;
    },
  );
}

interface Session extends ChatSession {
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
  const { options } = session;
  const facts = await inspectOllama(session.transport, options.model, options.freeBytes(), signal);
  const { used, trained, reason } = windowOf(facts, options);
  session.isLoaded = facts.loaded?.window === used;
  const canThink = facts.shown.capabilities?.includes('thinking') ?? false;
  const profile: ChatProfile = {
    model: facts.model.name,
    window: used,
    keepAlive: options.keepAlive,
    think: thinkingOf(facts.model.family, canThink, options.think),
    sendSchema: true,
  };
  if (facts.loaded && facts.loaded.gpuBytes > 0 && facts.loaded.gpuBytes < facts.loaded.sizeBytes) {
    options.log.warn('part of the model runs on the CPU', { gpuBytes: facts.loaded.gpuBytes, bytes: facts.loaded.sizeBytes }); // prettier-ignore
  }
  const { abilities, check } = await session.check({
    key: ['ollama', facts.version, facts.model.digest],
    canThink,
    signal,
    complete: (request) => call(session, profile, request, 'check'),
  });
  return {
    card: { ...cardOf(facts, session), window: { used, trained, reason }, abilities, check },
    profile: { ...profile, sendSchema: abilities.schema === 'enforced' },
  };
}

function windowOf(facts: OllamaFacts, options: ModelOptions): WindowPlan {
  return planWindow({
    modelInfo: facts.shown.modelInfo,
    weightsBytes: facts.model.sizeBytes || undefined,
    // What the model already holds is there for it.
    freeBytes: options.freeBytes() + (facts.loaded?.sizeBytes ?? 0),
    needed: options.needed,
    wanted: options.window,
    allocated: facts.loaded?.window,
    parallel: options.parallel ?? 1,
  });
}

function cardOf(
  { model, version }: OllamaFacts,
  { options, address }: Session,
): Omit<ModelCard, 'window' | 'abilities' | 'check'> {
  const { name, digest, family, parameters, quantisation } = model;
  return {
    name,
    digest,
    family,
    parameters,
    quantisation,
    server: { backend: 'ollama', product: 'ollama', version, address },
    parallel: options.parallel ?? 1,
  };
}

async function call(
  session: Session,
  profile: ChatProfile,
  request: CompletionRequest,
  purpose: CallManner['purpose'],
): Promise<Completion> {
  const open = (sent: CompletionRequest): Promise<ReplyStream> => openChat(session, profile, sent);
  const completion = await session.call(request, { purpose, window: profile.window, open });
  session.isLoaded = true;
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
  const reply = await session.post({ path: '/api/chat', body, request, context });
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
