import type { Finding } from '../finding/finding.ts';
import { docFinding } from './doc-finding.ts';
import { findDocHits, type DocHit } from './find-doc-hits.ts';
import type { ModelAnswers } from './ask-model.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';
import type { DocAccount } from './review.ts';
import { suggestDocs, type SuggestedDocs } from './suggest-docs.ts';

/** What a review says about doc comments. */
export interface DocReview {
  /** Of one file, before comments in the code silence any. */
  readonly findingsOf: (prepared: PreparedFile) => readonly Finding[];
  /** Adds suggestions to those of `findings` that are about docs. */
  suggest(
    findings: readonly Finding[],
    asked: ModelAnswers,
    stopReason: () => string,
  ): Promise<SuggestedDocs>;
  account(suggested: SuggestedDocs): DocAccount;
}

/** Looks at the docs of a Change, unless nobody wants that. */
export async function reviewDocs(
  files: readonly PreparedFile[],
  { docs, maxFileBytes, promptTokens, replyTokens }: ReviewOptions,
  { docSyntax: syntax, blobs, model, cache, signal }: ReviewPorts,
): Promise<DocReview> {
  const found =
    docs === undefined
      ? { hits: [], checked: 0, unread: 0 }
      : await findDocHits(files, docs, { syntax, blobs, maxFileBytes });
  const hits = new Map<Finding, DocHit>();
  for (const hit of found.hits) {
    const finding = docFinding(hit);
    if (finding !== undefined) hits.set(finding, hit);
  }
  return {
    findingsOf: (prepared) =>
      [...hits].flatMap(([finding, hit]) => (hit.prepared === prepared ? [finding] : [])),
    suggest: async (findings, { card }, stopReason) => {
      if (docs === undefined || hits.size === 0) return { findings, asked: 0, suggested: 0, replies: [] };
      const asking =
        model === undefined || card === null
          ? undefined
          : { model, card, cache, promptTokens, replyTokens, signal, onCall: () => {} };
      return suggestDocs(findings, hits, { options: docs, syntax, asking, stopReason });
    },
    account: ({ asked, suggested }) => ({ checked: found.checked, unread: found.unread, asked, suggested }),
  };
}
