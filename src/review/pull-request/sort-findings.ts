import type { Change } from '../../change/change.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Conversation, Dismissal, OwnComment } from '../forge-ports.ts';
import type { Review } from '../review.ts';
import { isLegalAnchor } from './is-legal-anchor.ts';

/** What is to become of each finding that does not merely mirror a Gap. Best first in each list. */
export interface SortedFindings {
  /** New, and on lines that the forge takes a comment on. */
  readonly inline: readonly Finding[];
  /** Told in the summary's text. */
  readonly listed: readonly Finding[];
  /** Those that already have a comment. */
  readonly known: readonly { readonly finding: Finding; readonly comment: OwnComment }[];
  readonly dismissed: readonly { readonly finding: Finding; readonly dismissal: Dismissal }[];
}

/** Those that are in none of the lists are folded. */
export function sortFindings(
  { findings, shown }: Pick<Review, 'findings' | 'shown'>,
  change: Change,
  conversation: Conversation,
  mostComments: number,
): SortedFindings {
  const dismissals = byFingerprint(conversation.dismissals);
  const comments = commentsByFingerprint(conversation);
  const wasTold = toldBefore(conversation);
  const inline: Finding[] = [];
  const listed: Finding[] = [];
  const known: SortedFindings['known'][number][] = [];
  const dismissed: SortedFindings['dismissed'][number][] = [];
  for (const [index, finding] of findings.entries()) {
    const dismissal = dismissals.get(finding.fingerprint);
    const comment = comments.get(finding.fingerprint);
    const told = wasTold(finding);
    if (dismissal !== undefined) dismissed.push({ finding, dismissal });
    else if (comment !== undefined) known.push({ finding, comment });
    // Gaps stand in the table of what tests reach.
    else if (finding.origin === 'coverage' || told === 'folded' || index >= shown) continue;
    else if (told === 'no' && inline.length < mostComments && isLegalAnchor(finding.anchor, change))
      inline.push(finding);
    else listed.push(finding);
  }
  return { inline, listed, known, dismissed };
}

/**
 * Whether an earlier review told a finding: then it gets no comment of its own any more. One that was folded stays folded,
 * unless it is an error: a check that fails must say why.
 */
function toldBefore({ summary }: Conversation): (finding: Finding) => 'no' | 'folded' | 'told' {
  const { told = [], carried = [] } = summary?.memory ?? {};
  const all = new Set(told);
  const folded = new Set(carried.filter(({ isFolded }) => isFolded).map(({ fingerprint }) => fingerprint));
  return ({ fingerprint, severity }) => {
    if (folded.has(fingerprint) && severity !== 'error') return 'folded';
    return all.has(fingerprint) ? 'told' : 'no';
  };
}

/** One that is open counts before one that says fixed. */
function commentsByFingerprint({ comments }: Conversation): ReadonlyMap<string, OwnComment> {
  const isOpen = (comment: OwnComment): boolean => comment.status === 'open';
  const inOrder = [...comments.filter(isOpen), ...comments.filter((comment) => !isOpen(comment))];
  return byFingerprint(inOrder);
}

function byFingerprint<T extends { readonly fingerprint: string }>(
  all: readonly T[],
): ReadonlyMap<string, T> {
  // The first of several counts.
  return new Map(all.toReversed().map((one) => [one.fingerprint, one]));
}
