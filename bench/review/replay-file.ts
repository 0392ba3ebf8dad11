import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { scoreAnswer, type AnswerToken } from '../../src/probe/score-answer.ts';
import type { Completion, ModelCard } from '../../src/review/ports.ts';
import type { UsedReply } from './note-replies.ts';

/** Replies of one model to the prompts of the bench. */
export interface Replay {
  readonly card: ModelCard;
  /** Day and machine of the measurement, in words; empty where nobody said. */
  readonly date: string;
  readonly hardware: string;
  readonly replies: ReadonlyMap<string, Completion>;
  /** Keys of replies that may hold other people's code and are not kept. */
  readonly withheld: ReadonlySet<string>;
}

/** Above this the file is compressed, and its name ends in `.gz`. */
const mostPlainBytes = 300 * 1024;

const count = z.number().nonnegative();
const likely = z.array(z.tuple([z.string(), z.number()]));
const head = z.strictObject({
  format: z.literal(1),
  card: z.record(z.string(), z.unknown()),
  date: z.string(),
  hardware: z.string(),
});
const entry = z.union([
  z.strictObject({ key: z.string(), withheld: z.literal(true) }),
  z.strictObject({
    key: z.string(),
    text: z.string().min(1),
    stop: z.enum(['stop', 'length']),
    /** Prompt, evaluated (null: not known), reply. */
    tokens: z.tuple([count, count.nullable(), count]),
    /** Load, prefill, decode, total. */
    ms: z.tuple([count, count, count, count]),
    /** For each token of the reply those that a score is made of, with their log probabilities. */
    likely: z.array(likely),
  }),
]);
type Entry = z.infer<typeof entry>;

/**
 * Reads a replay file, compressed or not.
 *
 * @throws Error when it cannot be read, naming the line
 */
export function readReplay(file: string): Replay {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const { card, date, hardware } = parseLine(file, 1, first, head);
  const replies = new Map<string, Completion>();
  const withheld = new Set<string>();
  for (const [index, line] of rest.entries()) {
    const one = parseLine(file, index + 2, line, entry);
    if ('withheld' in one) withheld.add(one.key);
    else replies.set(one.key, toCompletion(one));
  }
  // Whoever wrote the file had it from a model; it only has to say which one.
  return { card: card as unknown as ModelCard, date, hardware, replies, withheld };
}

function parseLine<T>(file: string, line: number, text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${file}:${line}: ${why}`, { cause: error });
  }
}

/**
 * Adds replies to a replay file. What it held of another model is dropped.
 *
 * @param own replies to prompts over our own cases alone: kept whole, but for tokens that no score looks at
 * @param foreign replies to prompts over other people's code: of those only the probabilities are kept
 * @returns the file written: its name ends in `.gz` when it is large
 */
export function addToReplay(
  file: string,
  about: Pick<Replay, 'card' | 'date' | 'hardware'>,
  own: readonly UsedReply[],
  foreign: readonly UsedReply[],
): string {
  const plain = file.replace(/\.gz$/, '');
  const names = [plain, `${plain}.gz`];
  const known = names.filter((name) => existsSync(name)).map(readReplay);
  const entries = new Map<string, Entry>();
  for (const { card, replies, withheld } of known) {
    if (card.digest !== about.card.digest) continue;
    for (const key of withheld) entries.set(key, { key, withheld: true });
    for (const [key, completion] of replies) entries.set(key, toEntry(key, completion));
  }
  for (const { key, completion } of foreign) entries.set(key, withoutCode(key, completion));
  for (const { key, completion } of own) entries.set(key, toEntry(key, completion));
  const { date, hardware } = about;
  const lines = [
    JSON.stringify({ format: 1, card: { ...about.card, check: null }, date, hardware }),
    ...[...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1)).map((one) => JSON.stringify(one)),
  ];
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  for (const name of names) rmSync(name, { force: true });
  const written = bytes.length > mostPlainBytes ? `${plain}.gz` : plain;
  writeFileSync(written, written === plain ? bytes : gzipSync(bytes, { level: 9 }));
  return written;
}

function toEntry(key: string, { text, stop, tokens, ms, probabilities }: Completion): Entry {
  return {
    key,
    text,
    stop,
    tokens: [tokens.prompt, tokens.evaluated ?? null, tokens.reply],
    ms: [round(ms.load), round(ms.prefill), round(ms.decode), round(ms.total)],
    likely: probabilities.map((tokensHere) =>
      scoredTokens(tokensHere).map(({ token, logprob }) => [token, logprob]),
    ),
  };
}

/** Microseconds are all that a clock tells. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** Those that a score is made of: ways to write Yes and No, and the least likely one. */
function scoredTokens(tokens: readonly AnswerToken[]): AnswerToken[] {
  const least = Math.min(...tokens.map(({ logprob }) => logprob));
  return tokens.filter((one) => one.logprob === least || scoreAnswer([one]) !== undefined);
}

/** The text of a reply of one or a few tokens is Yes, No, or of no use. */
function withoutCode(key: string, completion: Completion): Entry {
  const answer = /^\W*(yes|no)\b/i.exec(completion.text)?.[1];
  if (completion.tokens.reply > 8 || (answer === undefined && completion.probabilities.length === 0))
    return { key, withheld: true };
  const { likely: tokens, ...rest } = toEntry(key, { ...completion, text: answer ?? '-' }) as Kept;
  // The least likely token can be a name of theirs; only its probability counts.
  const likely = tokens.map((here) =>
    here.map(([token, logprob]): [string, number] =>
      scoreAnswer([{ token, logprob }]) === undefined ? ['-', logprob] : [token, logprob],
    ),
  );
  return { ...rest, likely };
}

type Kept = Exclude<Entry, { withheld: true }>;

function toCompletion({ text, stop, tokens, ms, likely: tokensHere }: Kept): Completion {
  const [prompt, evaluated, reply] = tokens;
  const [load, prefill, decode, total] = ms;
  return {
    text,
    stop,
    tokens: { prompt, evaluated: evaluated ?? undefined, reply },
    ms: { load, prefill, decode, total },
    probabilities: tokensHere.map((here) => here.map(([token, logprob]) => ({ token, logprob }))),
  };
}
