import { GalleyError } from '../errors.ts';
import type { Completion, CompletionRequest } from '../review/ports.ts';
import { checkPromptWhole } from './window/check-prompt-whole.ts';
import { collectReply, type CollectedReply } from './reply/collect-reply.ts';
import type { TokenCounter } from './window/count-tokens.ts';
import type { ReplyStream } from './reply/reply-part.ts';
import type { PrefixTracker } from './window/track-prefix.ts';

export interface CallSetup {
  /** Tokens of prompt and reply together. */
  readonly window: number;
  readonly counter: TokenCounter;
  readonly prefix: PrefixTracker;
  /** Sends the request; throws before the first byte or gives the stream. */
  readonly open: (request: CompletionRequest) => Promise<ReplyStream>;
}

/**
 * One reply with every check, whatever the wire format: what surely does not fit is not sent, a cut prompt's reply
 * is thrown away, an empty one refused.
 *
 * `tokens.evaluated` is the prompt less the tokens of the longest prefix it shares with the prompt sent before it
 * (or less what the server says it found cached): servers that hide their cache can't be asked, and `ms.prefill`
 * shows whether it held.
 */
export async function callModel(request: CompletionRequest, setup: CallSetup): Promise<Completion> {
  const ours = setup.counter.countPrompt(request.messages);
  refuseTooLong(ours, request, setup.window);
  const shared = setup.prefix.shared(request.messages);
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  request.onProgress?.({ stage: 'waiting' });
  const stream = await setup.open(request);
  const reply = await collectReply(stream, request, elapsed);
  const replyTokens = reply.usage.reply ?? reply.pieces;
  checkPromptWhole({
    server: reply.usage.prompt,
    ours,
    reply: replyTokens,
    maxTokens: request.maxTokens,
    stop: reply.stop,
    window: setup.window,
    cutBelow: setup.counter.cutBelow,
  });
  if (reply.text.trim() === '') throw emptyReply(reply);
  if (reply.usage.prompt !== undefined) setup.counter.observe(request.messages, reply.usage.prompt);
  const prompt = reply.usage.prompt ?? ours;
  return {
    text: reply.text,
    stop: reply.stop,
    tokens: {
      prompt,
      evaluated: Math.max(1, prompt - (reply.usage.cached ?? Math.min(shared, prompt))),
      reply: replyTokens,
    },
    ms: timesOf(reply, elapsed()),
    probabilities: reply.probabilities,
  };
}

function refuseTooLong(prompt: number, request: CompletionRequest, window: number): void {
  if (prompt + request.maxTokens <= window) return;
  throw new GalleyError('prompt-too-long', {
    what: 'The prompt does not fit in the window of the model; it was not sent.',
    why: `About ${prompt} tokens and ${request.maxTokens} for the reply, window ${window}.`,
    todo: '--window 8192, or smaller requests: --prompt-tokens 1000',
  });
}

function timesOf(reply: CollectedReply, total: number): Completion['ms'] {
  const load = reply.usage.loadMs ?? 0;
  return {
    load,
    prefill: reply.usage.prefillMs ?? Math.max(0, reply.firstTokenMs - load),
    decode: reply.usage.decodeMs ?? Math.max(0, total - reply.firstTokenMs),
    total,
  };
}

function emptyReply(reply: CollectedReply): GalleyError {
  const ranOut = reply.stop === 'length';
  return new GalleyError('reply-empty', {
    what: 'The model wrote nothing that could be used.',
    why: ranOut ? `It spent all ${reply.pieces} tokens on thinking or blanks.` : '',
    todo: ranOut ? 'Use a model that does not think, or leave out --think.' : '',
  });
}
