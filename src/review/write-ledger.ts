import type { FileChange } from '../change/change.ts';
import { languageOf } from '../change/chunk-language.ts';
import type { Chunk } from '../change/chunk.ts';
import { proseReason } from '../change/is-prose.ts';
import { probeLanguages } from '../probe/probe-languages.ts';
import type { ChunkAnswer } from './ask-chunk.ts';
import type { ModelAnswers } from './ask-model.ts';
import type { ModelReply } from './model-reply.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { KeyedChunk } from './pull-request/chunk-key.ts';
import type { ChunkEntry, FileEntry, Ledger, ProbeAccount } from './review.ts';

/** One entry a Chunk, in order. `reused`: Chunks that nobody was asked about, because they are known. */
export function chunkEntries(
  answers: readonly ChunkAnswer[],
  reused: ReadonlySet<Chunk> = new Set(),
): ChunkEntry[] {
  return answers.map(({ chunk, failure, todo, replies }) => ({
    path: chunk.path,
    symbol: chunk.symbol,
    ...lineRange(chunk),
    outcome: failure === '' ? 'reviewed' : 'not-reviewed',
    reason: todo === '' ? failure : `${failure} To do: ${todo}`,
    cached: replies.length > 0 && replies.every((reply) => reply.cached),
    reused: reused.has(chunk),
    promptTokens: replies.reduce((sum, reply) => sum + reply.completion.tokens.prompt, 0),
  }));
}

/** Chunks that an answer stands for, in files that count as reviewed. */
export function chooseReviewed(
  keyed: readonly KeyedChunk[],
  answers: readonly ChunkAnswer[],
  files: readonly FileEntry[],
): KeyedChunk[] {
  const paths = new Set(files.filter(({ outcome }) => outcome !== 'excluded').map(({ path }) => path));
  const chunks = new Set(answers.filter(({ failure }) => failure === '').map(({ chunk }) => chunk));
  return keyed.filter(({ chunk }) => chunks.has(chunk) && paths.has(chunk.path));
}

/**
 * One entry a file, in order. A file is reviewed when all its Chunks are. One in a language that no Probe knows was seen
 * by the rules alone, where the model was asked nothing but Probes: that is said as an exclusion.
 */
export function fileEntries(
  files: readonly PreparedFile[],
  chunks: readonly ChunkEntry[],
  asked: ModelAnswers,
): FileEntry[] {
  const languages = probedLanguages(asked);
  return files.map(({ file, exclusion }) => {
    const entry = { path: file.path, changedLines: countChanged(file) };
    // Prose is left to the rules, and they have not seen it either.
    if (file.unread !== undefined && (exclusion === undefined || exclusion === proseReason))
      return { ...entry, outcome: 'not-reviewed', reason: file.unread.reason };
    if (exclusion !== undefined) return { ...entry, outcome: 'excluded', reason: exclusion };
    const own = chunks.filter((chunk) => chunk.path === file.path);
    const open = own.filter((chunk) => chunk.outcome === 'not-reviewed');
    if (open.length > 0) return { ...entry, outcome: 'not-reviewed', reason: openReason(open, own.length) };
    const language = languageOf(file.path);
    if (languages !== undefined && own.length > 0 && !languages.has(language))
      return { ...entry, outcome: 'excluded', reason: `${language}: no probe knows it, by rules only` };
    return { ...entry, outcome: 'reviewed', reason: '' };
  });
}

/** Undefined when that makes no difference. */
function probedLanguages({ standing, withForm, answers }: ModelAnswers): ReadonlySet<string> | undefined {
  if (standing === undefined || withForm || answers.length === 0) return undefined;
  return probeLanguages(standing.panel.speaking.map(({ probe }) => probe));
}

/** What became of the Probes. */
export function probeAccount({ standing, answers }: ModelAnswers): ProbeAccount {
  const { speaking = [], silent = [] } = standing?.panel ?? {};
  return {
    grade: standing?.grade ?? null,
    calibration: standing?.calibration ?? '',
    known: speaking.length + silent.length,
    speaking: speaking.length,
    asked: answers.reduce((sum, { scored }) => sum + scored.length, 0),
    unasked: answers.reduce((sum, { unasked }) => sum + unasked, 0),
  };
}

/**
 * Tokens and calls of all replies, `later` ones among them, of the canary and of the capability check, where this run
 * made one. Replies from the cache cost nothing and count as hits. A prompt whose reply never came whole counts with our own estimate of its tokens.
 */
export function usage(
  { answers, card, standing }: ModelAnswers,
  later: readonly ModelReply[] = [],
): Pick<Ledger, 'calls' | 'cacheHits' | 'tokens'> {
  const replies = [...(standing?.replies ?? []), ...answers.flatMap((answer) => answer.replies), ...later];
  const fresh = replies.filter((reply) => !reply.cached);
  const lost = answers.flatMap(({ lostPrompts }) => lostPrompts);
  const asked = [
    ...(card?.check ? [card.check] : []),
    ...fresh.map((reply) => reply.completion.tokens),
    ...lost.map((prompt) => ({ prompt, evaluated: undefined, reply: 0 })),
  ];
  return {
    calls: asked.length,
    cacheHits: replies.length - fresh.length,
    tokens: {
      prompt: asked.reduce((sum, tokens) => sum + tokens.prompt, 0),
      evaluated: asked.reduce((sum, tokens) => sum + (tokens.evaluated ?? tokens.prompt), 0),
      reply: asked.reduce((sum, tokens) => sum + tokens.reply, 0),
    },
  };
}

/** Added and removed lines of one file. */
export function countChanged(file: FileChange): number {
  return file.hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.side !== 'both').length, 0);
}

function openReason(open: readonly ChunkEntry[], all: number): string {
  const reasons = [...new Set(open.map((chunk) => chunk.reason))].join('; ');
  return open.length === all ? reasons : `${open.length} of ${all} chunks: ${reasons}`;
}

function lineRange(chunk: Chunk): Pick<ChunkEntry, 'startLine' | 'endLine'> {
  const head = chunk.lines.flatMap((line) => line.headLine ?? []);
  const lines = head.length > 0 ? head : chunk.lines.flatMap((line) => line.baseLine ?? []);
  return { startLine: lines[0] ?? 0, endLine: lines.at(-1) ?? 0 };
}
