import type { Finding } from '../finding/finding.ts';
import { describeDeclarations, type AskedForProse } from './describe-declarations.ts';
import type { DocReviewOptions } from './doc-review-options.ts';
import type { DocHit } from './find-doc-hits.ts';
import type { ModelReply } from './model-reply.ts';
import type { DocSyntax } from './ports.ts';
import { suggestDoc } from './suggest-doc.ts';

export interface SuggestDocsContext {
  readonly options: DocReviewOptions;
  readonly syntax: DocSyntax;
  /** Whom to ask for prose; undefined: nobody. */
  readonly asking: AskedForProse | undefined;
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
  const { describe, confirm, asked, replies } = describeDeclarations(asking, stopReason);
  const done: Finding[] = [];
  for (const finding of findings) {
    const hit = hits.get(finding);
    done.push(
      hit === undefined ? finding : await suggestDoc(finding, hit, options, { syntax, describe, confirm }),
    );
  }
  return {
    findings: done,
    asked: asked(),
    suggested: done.filter(({ suggestion }, index) => suggestion !== findings[index]?.suggestion).length,
    replies,
  };
}
