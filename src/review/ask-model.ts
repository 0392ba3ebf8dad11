import { isGalleyError, type GalleyError } from '../errors.ts';
import { failedAnswer, type ChunkAnswer } from './ask-chunk.ts';
import { claimThreshold } from '../probe/grade-of.ts';
import { askChunks, type AskAllContext } from './ask-chunks.ts';
import type { CutChange } from './cut-change.ts';
import type { EarlyCard } from './describe-early.ts';
import { findQuestions, type ChunkQuestions } from './find-questions.ts';
import { findStanding, type Standing } from './find-standing.ts';
import type { Model, ModelCard } from './ports.ts';
import type { RefuteContext } from './ask-claim.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';

/** What a model said about the Change, or why none said anything. */
export interface ModelAnswers {
  /** One a Chunk, in the order of the Chunks; none when the model's grade allows no question. */
  readonly answers: readonly ChunkAnswer[];
  /** Null when no model was needed or none answered. */
  readonly card: ModelCard | null;
  readonly failure: GalleyError | undefined;
  /** Undefined when no model answered. */
  readonly standing: Standing | undefined;
  /** Whether the model was asked for remarks of its own. */
  readonly withForm: boolean;
  /** How to ask it about them again; undefined where nobody measured what that is worth. */
  readonly refuting: RefuteContext | undefined;
}

/** Nobody was asked. */
export const noAnswers: ModelAnswers = {
  answers: [],
  card: null,
  failure: undefined,
  standing: undefined,
  withForm: false,
  refuting: undefined,
};

/** Whether a model was there and nothing could be asked of it: its grade, or the options, left the review to the rules. */
export function isRulesOnly({ standing, answers }: ModelAnswers): boolean {
  return standing !== undefined && answers.length === 0;
}

/** Asks the model about all Chunks. A model that cannot be had is a failure to report, not to throw. */
export async function askModel(
  { files, chunks }: CutChange,
  model: Model,
  early: EarlyCard,
  options: ReviewOptions,
  ports: AskPorts,
): Promise<ModelAnswers> {
  if (chunks.length === 0) {
    early.abandon();
    return noAnswers;
  }
  ports.onProgress({ step: 'connecting' });
  const card = await early.settled();
  const bare = chunks.map((chunk) => ({ chunk, questions: [] }));
  if (isGalleyError(card)) return nobody(bare, card);
  const { asking } = options;
  const { wordings } = asking;
  const context = { model, card, cache: ports.cache, wordings, signal: ports.signal };
  if (!asking.probes && asking.forms === 'always') {
    const answers = await askAll(bare, { ...context, withForm: true }, options, ports);
    return { ...noAnswers, answers, card, withForm: true };
  }
  const { probes, calibrations } = ports;
  const found = await findStanding({ ...context, probes: await probes.load(), calibrations }).catch(
    failureOnly,
  );
  if (isGalleyError(found)) return nobody(bare, found);
  const withForm = asking.forms === 'always' || (asking.forms === 'graded' && found.grade === 'probes+forms');
  const standing = asking.probes ? found : { ...found, panel: { speaking: [], silent: [] } };
  if ((!asking.probes || standing.grade === 'rules-only') && !withForm)
    return { ...noAnswers, card, standing };
  const questions = await findQuestions(files, chunks, standing.panel, ports.ruleEngine);
  const answers = await askAll(questions, { ...context, withForm }, options, ports);
  const order = new Map(chunks.map((chunk, index) => [chunk, index]));
  const inOrder = answers.sort((a, b) => (order.get(a.chunk) ?? 0) - (order.get(b.chunk) ?? 0));
  const again = standing.table && claimThreshold(standing.table);
  const refuting = again?.speaks
    ? { ...context, threshold: again, replyTokens: options.replyTokens, stopReason: ports.stopReason }
    : undefined;
  return { answers: inOrder, card, failure: undefined, standing, withForm, refuting };
}

export interface AskPorts extends ReviewPorts {
  /** Why nothing more is to be asked; empty while there is time. */
  readonly stopReason: () => string;
}

function askAll(
  questions: readonly ChunkQuestions[],
  context: Pick<AskAllContext, 'model' | 'cache' | 'wordings' | 'signal' | 'withForm'> & {
    readonly card: ModelCard;
  },
  options: ReviewOptions,
  ports: AskPorts,
): Promise<ChunkAnswer[]> {
  // Where the last Chunk of each file stands.
  const lasts = new Map(questions.map(({ chunk }, index) => [chunk.path, index]));
  return askChunks(questions, {
    ...context,
    samples: options.asking.samples,
    promptTokens: options.promptTokens,
    replyTokens: options.replyTokens,
    baseDifference: options.asking.baseDifference,
    stopReason: ports.stopReason,
    parallel: Math.min(options.concurrency, context.card.parallel),
    onProgress: (index, findings, call) =>
      ports.onProgress({
        step: 'asking',
        chunk: index + 1,
        chunks: questions.length,
        files: lasts.size,
        filesDone: [...lasts.values()].filter((last) => last < index).length,
        path: questions[index]?.chunk.path ?? '',
        findings,
        ...(call === undefined ? {} : { call }),
      }),
  });
}

/** The Ledger tells once what to do about it. */
function nobody(asked: readonly ChunkQuestions[], failure: GalleyError): ModelAnswers {
  const answers = asked.map((one) => ({ ...failedAnswer(one, failure), todo: '' }));
  return { ...noAnswers, answers, failure };
}

function failureOnly(error: unknown): GalleyError {
  if (isGalleyError(error)) return error;
  throw error;
}
