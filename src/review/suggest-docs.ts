import type { Finding } from '../finding/finding.ts';
import type { DocProse } from '../docstring/prose.ts';
import { isGalleyError } from '../errors.ts';
import { askProse } from './ask-prose.ts';
import { confirmProse } from './confirm-prose.ts';
import type { Confirmed, Described } from './find-prose.ts';
import type { DeclarationCode } from '../prompt/document/show-declaration.ts';
import type { FillInContext } from './fill-in.ts';
import type { DocReviewOptions } from './doc-review-options.ts';
import type { DocHit } from './find-doc-hits.ts';
import { delays, hopeless } from './lasting-failures.ts';
import type { ModelReply } from './model-reply.ts';
import type { DocSyntax, ModelCard } from './ports.ts';
import { statementThresholds } from './statement-thresholds.ts';
import { suggestDoc } from './suggest-doc.ts';

export interface SuggestDocsContext {
  readonly options: DocReviewOptions;
  readonly syntax: DocSyntax;
  /** Whom to ask for prose; undefined: nobody. */
  readonly asking: (FillInContext & { readonly card: Pick<ModelCard, 'name'> }) | undefined;
  /** Why nothing more is to be asked; empty while there is time. */
  readonly stopReason: () => string;
}

export interface SuggestedDocs {
  /** As they came, in the same order. */
  readonly findings: readonly Finding[];
  /** Declarations that the model was asked about. */
  readonly asked: number;
  /** Findings that have a suggestion now. */
  readonly suggested: number;
  readonly replies: readonly ModelReply[];
}

/**
 * Gives findings about docs their suggestions, one after the other: after everything else that a review asks, and only what will
 * be shown. An extra: a call that fails costs the suggestion, not the finding.
 *
 * @param hits what the findings came from; others are left as they are
 */
export async function suggestDocs(
  findings: readonly Finding[],
  hits: ReadonlyMap<Finding, DocHit>,
  { options, syntax, asking, stopReason }: SuggestDocsContext,
): Promise<SuggestedDocs> {
  const replies: ModelReply[] = [];
  let asked = 0;
  let isGone = asking === undefined;
  const describe = async (code: DeclarationCode): Promise<Described> => {
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
  };
  // Who doubts what it said itself is not shown.
  const confirm = async (code: DeclarationCode, prose: DocProse): Promise<Confirmed> => {
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
  };
  const done: Finding[] = [];
  for (const finding of findings) {
    const hit = hits.get(finding);
    done.push(
      hit === undefined ? finding : await suggestDoc(finding, hit, options, { syntax, describe, confirm }),
    );
  }
  return {
    findings: done,
    asked,
    suggested: done.filter(({ suggestion }, index) => suggestion !== findings[index]?.suggestion).length,
    replies,
  };
}
