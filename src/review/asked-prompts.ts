import type { Chunk } from '../change/chunk.ts';
import type { PromptId } from '../prompt/message.ts';
import { probeId } from '../prompt/probe/prompt.ts';
import { reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import type { ChunkAnswer } from './ask-chunk.ts';
import type { KeyedChunk } from './pull-request/chunk-key.ts';

/** What a model was asked about one Chunk, in words that can be kept: no code, no prose. */
export interface AskedChunk {
  /** As in KeyedChunk. */
  readonly key: string;
  /** `review-chunk@1`; of a Probe `probe@2/missing-await`, with `/base` where the code before the change was asked about too. */
  readonly prompts: readonly string[];
}

/** `review-chunk@1`. */
export function promptName({ id, version }: PromptId): string {
  return `${id}@${String(version)}`;
}

/** `probe@2/missing-await`. */
export function probeName(id: string): string {
  return `${promptName(probeId)}/${id}`;
}

/**
 * One line for each Chunk that a model was asked about, in the order of the Chunks: its key, then what was asked. What a
 * model was asked about its own remarks is left out: it holds what the model said.
 */
export function listAsked(
  answers: readonly ChunkAnswer[],
  keyed: readonly KeyedChunk[],
  withForm: boolean,
): string[] {
  const keys = new Map<Chunk, string>(keyed.map(({ chunk, key }) => [chunk, key]));
  return answers.flatMap((answer) => {
    const prompts = promptsOf(answer, withForm);
    const key = keys.get(answer.chunk);
    return prompts.length === 0 || key === undefined ? [] : [[key, ...prompts].join(' ')];
  });
}

/** Undefined for a line that is none of ours. */
export function readAsked(line: string): AskedChunk | undefined {
  const [key = '', ...prompts] = line.split(' ');
  return /^[0-9a-f]{12}$/.test(key) && prompts.length > 0 ? { key, prompts } : undefined;
}

function promptsOf({ scored, unasked, replies, lostPrompts }: ChunkAnswer, withForm: boolean): string[] {
  const isAsked = replies.length + lostPrompts.length > 0;
  const probes = scored.map(({ question, base }) => {
    const name = probeName(question.place.probe.id);
    return base === undefined ? name : `${name}/base`;
  });
  // The form comes after the Probes.
  const form = isAsked && withForm && unasked === 0 ? [promptName(reviewChunkId)] : [];
  return [...new Set([...probes, ...form])];
}
