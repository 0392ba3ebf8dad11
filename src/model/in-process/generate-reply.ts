import type { ChatItem, ChatWrapper, Engine, EngineModel, EngineSequence, Llama } from './engine.ts';
import type { CompleteMessage, Generated } from './protocol.ts';

export interface OpenSession {
  readonly engine: Engine;
  readonly llama: Llama;
  readonly model: EngineModel;
  readonly wrapper: ChatWrapper;
  readonly sequence: EngineSequence;
  readonly window: number;
}

/** A failure that the other process must tell from a fault of the engine. */
export class GenerateFailure extends Error {
  readonly code: 'prompt-too-long' | 'aborted';

  constructor(code: 'prompt-too-long' | 'aborted', message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * One reply from the open session, by the chat template in the model's own metadata. Refuses, before anything is
 * evaluated, a prompt that leaves no room for the reply: the engine would else drop the start of the context.
 */
export async function generateReply(
  session: OpenSession,
  request: CompleteMessage,
  signal: AbortSignal,
  onPiece: (piece: string, tokens: number) => void,
): Promise<Generated> {
  const { model, sequence } = session;
  const { tokens, stopTokens } = renderPrompt(session, request);
  if (tokens.length + request.maxTokens > session.window) {
    const sizes = `${String(tokens.length)} prompt + ${String(request.maxTokens)} reply tokens`;
    throw new GenerateFailure('prompt-too-long', `${sizes} in a window of ${String(session.window)}`);
  }
  const grammar = await grammarState(session, request);
  // The last token is always evaluated: its result is the first token of the reply.
  await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
  const reused = sequence.nextTokenIndex;
  const started = performance.now();
  let firstAt: number | undefined;
  const reply: number[] = [];
  const probabilities: Generated['probabilities'] = [];
  let text = '';
  let stop: Generated['stop'] = 'stop';
  const steps = sequence.evaluateWithMetadata(
    tokens.slice(reused),
    { probabilities: request.topTokens > 0 },
    { temperature: request.temperature, seed: request.seed, ...grammar },
  );
  for await (const step of steps) {
    if (signal.aborted) throw new GenerateFailure('aborted', 'stopped');
    firstAt ??= performance.now();
    if (stopTokens.has(step.token)) break;
    reply.push(step.token);
    if (step.probabilities) probabilities.push(likeliest(model, step.probabilities, request.topTokens));
    text = reportPiece(model, reply, text, onPiece);
    // The grammar allows blanks after the last brace for ever, and small models like them.
    if (request.schema && /\}\s+$/u.test(text) && isJson(text)) break;
    if (reply.length >= request.maxTokens) {
      stop = 'length';
      break;
    }
  }
  const ended = performance.now();
  return {
    text: request.schema ? model.detokenize(reply).trimEnd() : model.detokenize(reply),
    stop,
    promptTokens: tokens.length,
    evaluatedTokens: tokens.length - reused,
    replyTokens: reply.length,
    prefillMs: (firstAt ?? ended) - started,
    decodeMs: ended - (firstAt ?? ended),
    probabilities,
  };
}

function renderPrompt(
  { model, wrapper }: OpenSession,
  request: CompleteMessage,
): { tokens: number[]; stopTokens: ReadonlySet<number> } {
  const history = request.messages.map(({ role, content }): ChatItem =>
    role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content },
  );
  const last = request.messages.at(-1);
  const chatHistory: ChatItem[] =
    last?.role === 'assistant' ? history : [...history, { type: 'model', response: [] }];
  const state = wrapper.generateContextState({ chatHistory });
  const tokens = state.contextText.tokenize(model.tokenizer);
  // Some templates print the token that the engine has put there already.
  if (tokens.length > 1 && tokens[0] === model.tokens.bos && tokens[1] === tokens[0]) tokens.shift();
  const stopTokens = new Set<number>();
  for (const value of state.stopGenerationTriggers.flat()) {
    const word = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
    const ids = typeof word === 'string' ? model.tokenize(word, true) : [];
    if (ids.length === 1 && ids[0] !== undefined) stopTokens.add(ids[0]);
  }
  return { tokens, stopTokens };
}

async function grammarState(
  { engine, llama, model }: OpenSession,
  request: CompleteMessage,
): Promise<{ grammarEvaluationState?: object }> {
  if (!request.schema) return {};
  const grammar = await llama.createGrammarForJsonSchema(request.schema);
  return { grammarEvaluationState: new engine.LlamaGrammarEvaluationState({ model, grammar }) };
}

/** Sends what the newest token added; holds back half a character. */
function reportPiece(
  model: EngineModel,
  reply: readonly number[],
  before: string,
  onPiece: (piece: string, tokens: number) => void,
): string {
  const text = model.detokenize(reply);
  if (text.endsWith('\uFFFD')) return before;
  onPiece(text.slice(before.length), reply.length);
  return text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not finished yet.
    return false;
  }
}

function likeliest(
  model: EngineModel,
  all: ReadonlyMap<number, number>,
  count: number,
): { token: string; logprob: number }[] {
  const best: [number, number][] = [];
  for (const entry of all) {
    const weakest = best.at(-1);
    if (weakest && best.length >= count && entry[1] <= weakest[1]) continue;
    best.push(entry);
    best.sort((a, b) => b[1] - a[1]);
    if (best.length > count) best.pop();
  }
  // Minus infinity does not survive JSON.
  return best.map(([token, probability]) => ({
    token: model.detokenize([token], true),
    logprob: Math.log(Math.max(probability, 1e-30)),
  }));
}
