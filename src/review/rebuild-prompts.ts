import { baseChunk } from '../change/base-chunk.ts';
import type { Chunk } from '../change/chunk.ts';
import type { Voice } from '../probe/voices.ts';
import type { Message } from '../prompt/message.ts';
import { renderProbe } from '../prompt/probe/prompt.ts';
import { renderReviewChunk, reviewChunkId } from '../prompt/review-chunk/prompt.ts';
import { probeName, promptName, readAsked, type AskedChunk } from './asked-prompts.ts';
import { announceChange, cutChange, type CutChange } from './cut-change.ts';
import { findQuestions, type Question } from './find-questions.ts';
import { maskChange } from './mask-change.ts';
import { keyChunks } from './pull-request/chunk-key.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';

/** A prompt as a model was shown it, credentials masked. */
export interface RebuiltPrompt {
  readonly chunk: Pick<Chunk, 'path' | 'symbol'>;
  /** As in AskedChunk. */
  readonly name: string;
  readonly messages: readonly Message[];
}

/** What is needed of the ports of the review that asked. */
export type RebuildPorts = Pick<
  ReviewPorts,
  'source' | 'blobs' | 'syntax' | 'ruleEngine' | 'probes' | 'signal'
>;

/**
 * What a model was asked in a review that is over, in the order of the Chunks. Nothing of it was kept: the change is cut
 * again and each prompt rendered again. `gone`: a prompt, a Probe or the cutting is not any more what it was, so that nobody
 * can tell.
 *
 * @param asked lines of `ReviewResult.prompts`
 */
export async function rebuildPrompts(
  asked: readonly string[],
  options: ReviewOptions,
  ports: RebuildPorts,
): Promise<readonly RebuiltPrompt[] | 'gone'> {
  const wanted = asked.map(readAsked);
  if (wanted.length === 0) return [];
  const voices = await findVoices(wanted, ports);
  if (voices === 'gone') return 'gone';
  const cut = await cutAgain(options, ports);
  const questions = await findQuestions(
    cut.files,
    cut.chunks,
    { speaking: voices, silent: [] },
    ports.ruleEngine,
  );
  const known = new Map(keyChunks(cut.chunks).map(({ key, chunk }) => [key, chunk]));
  const prompts: RebuiltPrompt[] = [];
  for (const one of wanted) {
    const chunk = one && known.get(one.key);
    if (one === undefined || chunk === undefined) return 'gone';
    const own = questions.find((other) => other.chunk === chunk)?.questions ?? [];
    const rendered = renderAsked(one, chunk, own, options.asking.wordings);
    if (rendered.length === 0) return 'gone';
    prompts.push(...rendered);
  }
  return prompts;
}

/** The Probes that were asked; `gone` where a name means nothing here. What they are worth plays no part. */
async function findVoices(
  wanted: readonly (AskedChunk | undefined)[],
  { probes }: RebuildPorts,
): Promise<readonly Voice[] | 'gone'> {
  const catalogue = await probes.load();
  const byName = new Map(catalogue.map((probe) => [probeName(probe.id), probe]));
  const names = new Set(wanted.flatMap((one) => (one?.prompts ?? []).map(withoutBase)));
  names.delete(promptName(reviewChunkId));
  const found = [...names].map((name) => byName.get(name));
  if (found.includes(undefined)) return 'gone';
  return found.flatMap((probe) =>
    probe === undefined ? [] : [{ probe, atLeast: 0, confidence: undefined, value: 0 }],
  );
}

async function cutAgain(options: ReviewOptions, ports: RebuildPorts): Promise<CutChange> {
  const unmasked = await ports.source.read(ports.signal, options.maxFileBytes);
  const marks = await announceChange(unmasked, { ...ports, isCut: true });
  return cutChange(maskChange(unmasked).change, marks, {
    ...ports,
    options,
    isParsed: () => true,
    findHits: async () => [],
    isCut: true,
    onEligible: () => {},
  });
}

function renderAsked(
  { prompts }: AskedChunk,
  chunk: Chunk,
  questions: readonly Question[],
  wordings: number,
): RebuiltPrompt[] {
  const { path, symbol } = chunk;
  return prompts.flatMap((name) => {
    const rendered = { chunk: { path, symbol }, name };
    if (name === promptName(reviewChunkId)) return [{ ...rendered, messages: renderReviewChunk(chunk) }];
    const own = questions.filter(({ place }) => probeName(place.probe.id) === withoutBase(name));
    const earlier = name === withoutBase(name) ? undefined : baseChunk(chunk);
    const shown = earlier === undefined ? [chunk] : [chunk, earlier];
    return own.flatMap(({ place }) =>
      place.questions
        .slice(0, wordings)
        .flatMap((question) => shown.map((one) => ({ ...rendered, messages: renderProbe(one, question) }))),
    );
  });
}

function withoutBase(name: string): string {
  return name.replace(/\/base$/, '');
}
