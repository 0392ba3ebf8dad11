import { GalleyError } from '../../errors.ts';
import type { CompletionRequest, TokenProbability } from '../../review/ports.ts';
import { parseJson } from '../read-fields.ts';
import type { ReplyPart, ReplyStream, Usage } from './reply-part.ts';
import { stripThinking } from './strip-thinking.ts';
import { createReplyGuard, type ReplyFault } from '../stream-guards/guard-reply.ts';

/** A reply that ended as it should; its text may still be empty. */
export interface CollectedReply {
  readonly text: string;
  readonly probabilities: readonly (readonly TokenProbability[])[];
  readonly stop: 'stop' | 'length';
  readonly usage: Usage;
  /** Pieces of text and thinking: about one a token. */
  readonly pieces: number;
  /** Milliseconds from the start of the call to its first token. */
  readonly firstTokenMs: number;
}

/** Characters one token may reasonably have; a run of blanks or a ruler can be long. */
const charactersPerToken = 32;

/**
 * Reads a stream to its end. Throws GalleyError `reply-repeats` when a guard stops it and `reply-broken` when the
 * server never said that it was done.
 */
export async function collectReply(
  stream: ReplyStream,
  request: CompletionRequest,
  elapsed: () => number,
): Promise<CollectedReply> {
  const state = createState(request.maxTokens);
  request.onProgress?.({ stage: 'reading' });
  for await (const part of stream.parts) {
    if (part.fraction !== undefined) request.onProgress?.({ stage: 'reading', fraction: part.fraction });
    const fault = state.take(part);
    if (fault) throw loop(fault);
    if (!part.text && !part.thinking) continue;
    if (state.pieces() === 1) {
      stream.begun();
      state.firstToken(elapsed());
    }
    request.onProgress?.({ stage: 'writing', tokens: state.pieces() });
  }
  return state.finish(request, elapsed());
}

function createState(maxTokens: number) {
  const most = maxTokens * charactersPerToken + 2000;
  const guards = { text: createReplyGuard(most), thinking: createReplyGuard(most) };
  const text: Probed = { text: '', probabilities: [] };
  let thinking = '';
  let pieces = 0;
  let stop: 'stop' | 'length' | undefined;
  let usage: Usage = {};
  let firstTokenMs: number | undefined;
  return {
    pieces: () => pieces,
    firstToken: (ms: number) => {
      firstTokenMs ??= ms;
    },
    take: (part: ReplyPart): ReplyFault | undefined => {
      if (part.text || part.thinking) pieces += 1;
      stop = part.stop ?? stop;
      usage = { ...usage, ...definedOf(part.usage) };
      thinking += part.thinking ?? '';
      // Probabilities of thinking alone are of no use to anybody.
      if (!part.thinking || part.text)
        for (const at of part.probabilities ?? []) text.probabilities.push([text.text.length, at]);
      text.text += part.text ?? '';
      return guards.text.push(part.text ?? '') ?? guards.thinking.push(part.thinking ?? '');
    },
    finish: (request: CompletionRequest, now: number): CollectedReply => {
      if (stop === undefined) {
        throw new GalleyError('reply-broken', {
          what: 'The reply ended without the end mark of the server.',
          why: 'Its end may be missing, so it is not used.',
        });
      }
      const chosen = chooseText(text, thinking, request.schema !== undefined);
      return {
        text: chosen.text,
        probabilities: chosen.probabilities,
        stop: chosen.isUnclosed ? 'length' : stop,
        usage,
        pieces,
        firstTokenMs: firstTokenMs ?? now,
      };
    },
  };
}

interface Probed {
  text: string;
  /** With the offset of the text each stands for. */
  readonly probabilities: [number, readonly TokenProbability[]][];
}

interface Chosen {
  readonly text: string;
  readonly probabilities: readonly (readonly TokenProbability[])[];
  readonly isUnclosed: boolean;
}

/** Whole JSON is taken as it is, tags in its strings included; else thinking is cut out; else JSON that landed there. */
function chooseText(content: Probed, thinking: string, wantsJson: boolean): Chosen {
  const all = content.probabilities.map(([, at]) => at);
  if (wantsJson && isJsonObject(content.text))
    return { text: content.text, probabilities: all, isUnclosed: false };
  const { text, kept, isUnclosed } = stripThinking(content.text);
  if (text.trim() === '' && wantsJson && isJsonObject(thinking)) {
    return { text: thinking.trim(), probabilities: [], isUnclosed: false };
  }
  const probabilities = content.probabilities
    .filter(([offset]) => kept.some(([start, end]) => offset >= start && offset < end))
    .map(([, at]) => at);
  return { text, probabilities, isUnclosed };
}

function isJsonObject(text: string): boolean {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null;
}

function definedOf(usage: Usage | undefined): Usage {
  return Object.fromEntries(Object.entries(usage ?? {}).filter(([, value]) => value !== undefined));
}

function loop(fault: ReplyFault): GalleyError {
  const why = {
    'same-token': 'It wrote the same token more than 30 times in a row.',
    'same-block': 'It wrote the same passage again and again.',
    blank: 'It wrote nothing but blanks.',
    'too-long': 'It wrote far more than it was asked for.',
  }[fault];
  return new GalleyError('reply-repeats', { what: 'The model fell into a loop; the call was stopped.', why });
}
