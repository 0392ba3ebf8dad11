import { isGalleyError, type ErrorCode } from '../../errors.ts';
import { askProse } from '../../review/ask-prose.ts';
import { confirmProse } from '../../review/confirm-prose.ts';
import type { Failed, ProsePorts } from '../../review/find-prose.ts';
import { delays, hopeless } from '../../review/lasting-failures.ts';
import type { Model, ReplyCache } from '../../review/ports.ts';
import { statementThresholds } from '../../review/statement-thresholds.ts';
import type { RecallModel } from './recall-model.ts';

export interface DescriberOptions {
  readonly model: Model;
  /** What the model is called in the settings: replies are kept under it, so that none of its server is asked for them. */
  readonly modelName: string;
  /** What it is called, in the settings or not. */
  readonly recallModel: RecallModel;
  readonly cache: ReplyCache | undefined;
  readonly promptTokens: number;
  readonly replyTokens: number;
  readonly signal: AbortSignal;
  /** Why nothing more is to be asked; empty while there is time. */
  readonly stopReason: () => string;
  /** Told of a failure after which asking on is useless. */
  readonly onGone?: (failure: string) => void;
}

/** Prose of Declarations: from the cache without a word to the server, else from the model. */
export function createDescriber(options: DescriberOptions): Required<ProsePorts> {
  const { model, modelName, recallModel, cache, promptTokens, replyTokens, signal, stopReason, onGone } =
    options;
  // A server that ignores the form's schema is told of it in vain, and nothing else.
  const card = { digest: `name:${modelName}`, abilities: abilitiesAssumed };
  const context = { card, cache, promptTokens, replyTokens, signal, onCall: () => {} };
  let failed = '';
  /** Asks with a model that is only the cache when time is over, or the server gone: what was kept is still to be had. */
  const ask = async <T>(question: (asked: Model) => Promise<T>): Promise<T | Failed> => {
    const reason = stopReason() || failed;
    try {
      return await question(reason === '' ? model : { ...model, ...unasked });
    } catch (error) {
      if (error instanceof Unasked) return { failure: reason };
      if (!isGalleyError(error)) throw error;
      return fail(error.message, error.code);
    }
  };
  const fail = (failure: string, code: ErrorCode | undefined): Failed => {
    if (code !== undefined && (hopeless.has(code) || delays.has(code))) {
      failed = failure;
      onGone?.(failure);
    }
    return { failure: stopReason() || failure };
  };
  return {
    describe: (code) =>
      ask(async (asked) => {
        const { value, failure, failureCode } = await askProse(code, { ...context, model: asked });
        return value !== undefined && failure === '' ? { prose: value } : fail(failure, failureCode);
      }),
    confirm: (code, prose) =>
      ask(async (asked) => {
        const thresholds = statementThresholds(await recallModel(asked, signal));
        const confirmed = await confirmProse(code, prose, { ...context, thresholds, model: asked });
        return { prose: confirmed.prose };
      }),
  };
}

/** Probabilities that are not told are read as no answer. */
const abilitiesAssumed = { schema: 'enforced', tokenProbabilities: true, thinking: false } as const;

class Unasked extends Error {}

const refuse = (): Promise<never> => Promise.reject(new Unasked());
const unasked = { complete: refuse, describe: refuse };
