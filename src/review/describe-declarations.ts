import { isGalleyError } from '../errors.ts';
import { askProse } from './ask-prose.ts';
import { confirmProse } from './confirm-prose.ts';
import type { FillInContext } from './fill-in.ts';
import type { ProsePorts } from './find-prose.ts';
import { delays, hopeless } from './lasting-failures.ts';
import type { ModelReply } from './model-reply.ts';
import type { ModelCard } from './ports.ts';
import { statementThresholds } from './statement-thresholds.ts';

/** Whom to ask for prose. */
export type AskedForProse = FillInContext & { readonly card: Pick<ModelCard, 'name'> };

export interface DescribedBy extends Required<ProsePorts> {
  /** Declarations that the model was asked about. */
  readonly asked: () => number;
  readonly replies: readonly ModelReply[];
}

/**
 * Prose from a model, which is asked no more once it is gone.
 *
 * @param asking undefined: nobody
 * @param stopReason why nothing more is to be asked; empty while there is time
 */
export function describeDeclarations(
  asking: AskedForProse | undefined,
  stopReason: () => string,
): DescribedBy {
  const replies: ModelReply[] = [];
  let asked = 0;
  let isGone = asking === undefined;
  return {
    asked: () => asked,
    replies,
    async describe(code) {
      if (asking === undefined || isGone || asking.signal.aborted || stopReason() !== '')
        return { failure: 'not asked' };
      asked++;
      const filled = await askProse(code, asking).catch((error: unknown) => {
        if (isGalleyError(error)) return undefined;
        throw error;
      });
      replies.push(...(filled?.replies ?? []));
      const { value, failure = '', failureCode } = filled ?? {};
      isGone = failureCode !== undefined && (hopeless.has(failureCode) || delays.has(failureCode));
      return value !== undefined && failure === '' ? { prose: value } : { failure };
    },
    // Who doubts what it said itself is not shown.
    async confirm(code, prose) {
      if (asking === undefined || stopReason() !== '') return { failure: 'not asked' };
      const thresholds = statementThresholds(asking.card.name);
      try {
        const confirmed = await confirmProse(code, prose, { ...asking, thresholds });
        replies.push(...confirmed.replies);
        return { prose: confirmed.prose };
      } catch (error) {
        if (isGalleyError(error)) return { failure: error.message };
        throw error;
      }
    },
  };
}
