import { isGalleyError } from '../../errors.ts';
import { askProse } from '../../review/ask-prose.ts';
import type { DocumentPorts } from '../../review/document-text.ts';
import { delays, hopeless } from '../../review/lasting-failures.ts';
import type { Model, ReplyCache } from '../../review/ports.ts';

export interface DescriberOptions {
  readonly model: Model;
  /** What the model is called in the settings: replies are kept under it, so that none of its server is asked for them. */
  readonly modelName: string;
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
export function createDescriber(options: DescriberOptions): DocumentPorts['describe'] {
  const { model, modelName, cache, promptTokens, replyTokens, signal, stopReason, onGone } = options;
  // A server that ignores the form's schema is told of it in vain, and nothing else.
  const card = { digest: `name:${modelName}`, abilities: abilitiesAssumed };
  let failed = '';
  return async (code) => {
    const reason = stopReason();
    const context = { card, cache, promptTokens, replyTokens, onCall: () => {} };
    // What was kept is to be had even when time is over, or the server gone.
    const isOver = reason !== '' || failed !== '';
    const asked = isOver ? { ...model, complete: () => Promise.reject(new Unasked()) } : model;
    try {
      const { value, failure, failureCode } = await askProse(code, { ...context, model: asked, signal });
      if (value !== undefined && failure === '') return { prose: value };
      if (failureCode !== undefined && (hopeless.has(failureCode) || delays.has(failureCode))) {
        failed = failure;
        onGone?.(failure);
      }
      return { failure: stopReason() || failure };
    } catch (error) {
      if (error instanceof Unasked) return { failure: reason || failed };
      if (isGalleyError(error)) return { failure: error.message };
      throw error;
    }
  };
}

const abilitiesAssumed = { schema: 'enforced', tokenProbabilities: false, thinking: false } as const;

class Unasked extends Error {}
