import { holdsOnlyConstants, obeySchema } from './fill-schema.ts';
import { noAnswer } from './plan.ts';
import type { Answer, Token } from './plan.ts';
import type { Call, Reply, Script } from './script.ts';
import { countTokens, splitTokens } from './tokens.ts';

/** A script's replies with how often each was used. */
export interface ReplyQueue {
  readonly take: (call: Call) => Reply | undefined;
  /** Replies that were meant to be used once and never were. */
  readonly unused: () => readonly Reply[];
}

export function replyQueue(script: Script): ReplyQueue {
  const entries = (script.replies ?? []).map((reply) => ({ reply, used: 0 }));
  const limit = (reply: Reply): number =>
    reply.times ?? (reply.when === undefined && !reply.check ? 1 : Infinity);

  return {
    take(call) {
      const isCheck = typeof call.schema === 'object' && holdsOnlyConstants(call.schema);
      const entry = entries.find(
        ({ reply, used }) =>
          used < limit(reply) &&
          (reply.check ?? false) === isCheck &&
          (reply.when === undefined || call.prompt.includes(reply.when)),
      );
      if (entry !== undefined) entry.used += 1;
      return entry?.reply;
    },
    unused: () =>
      entries.filter(({ reply, used }) => used === 0 && limit(reply) === 1).map(({ reply }) => reply),
  };
}

/** What a truthful server makes of a reply: grammar obeyed, limits kept, tokens counted. */
export function answerCall(
  call: Call,
  reply: Reply | undefined,
  cachedTokens: number,
  loadMs: number,
): Answer {
  const text = spokenText(call, reply);
  const tokens = weigh(text, reply?.probabilities ?? []);
  const promptTokens = countTokens(call.prompt);
  const fitting = call.overflow === 'cut-half' ? halfOf(call.context) : call.context;
  const sent = promptTokens >= call.context ? fitting : promptTokens;
  const room = Math.max(1, call.context - sent);
  const thinking = call.think ? (reply?.thinking ?? '') : '';
  const limit = Math.min(call.maxTokens, room);
  const kept = tokens.slice(0, limit);
  return {
    ...noAnswer,
    tokens: kept,
    thinking,
    promptTokens: reply?.promptTokens ?? sent,
    cachedTokens: Math.min(cachedTokens, sent),
    evalTokens: reply?.evalTokens ?? kept.length + splitTokens(thinking).length,
    reason: kept.length < tokens.length ? 'length' : 'stop',
    loadMs,
  };
}

/** Ollama's cut with `shift`: four head tokens and the tail, about half of the window. */
function halfOf(context: number): number {
  return context - Math.floor((context - 4) / 2);
}

function spokenText(call: Call, reply: Reply | undefined): string {
  const said = typeof reply?.text === 'function' ? reply.text(call) : reply?.text;
  const likeliest = reply?.probabilities?.map((candidates) => best(candidates)).join('');
  const text = said ?? likeliest;
  return call.schema === undefined ? (text ?? 'OK') : obeySchema(text, call.schema);
}

function best(candidates: Readonly<Record<string, number>>): string {
  return sorted(candidates)[0]?.[0] ?? '';
}

function sorted(candidates: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(candidates).sort((one, other) => other[1] - one[1]);
}

/** The text as tokens; a given candidate that the rest of the text starts with is one token. */
function weigh(text: string, given: readonly Readonly<Record<string, number>>[]): Token[] {
  const tokens: Token[] = [];
  let rest = text;
  for (const candidates of given) {
    if (rest === '') break;
    const piece =
      Object.keys(candidates).find((name) => name !== '' && rest.startsWith(name)) ??
      splitTokens(rest)[0] ??
      rest;
    tokens.push({ text: piece, probability: candidates[piece] ?? 0.001, alternatives: sorted(candidates) });
    rest = rest.slice(piece.length);
  }
  const plain = splitTokens(rest).map((piece): Token => ({
    text: piece,
    probability: 0.9,
    alternatives: [
      [piece, 0.9],
      [piece === ' the' ? ' a' : ' the', 0.05],
    ],
  }));
  return [...tokens, ...plain];
}
