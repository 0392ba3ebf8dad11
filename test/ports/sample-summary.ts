import type { Finding } from '../../src/finding/finding.ts';
import type { Memory, OwnComment, Summary } from '../../src/review/forge-ports.ts';
import type { SummaryLinks } from '../../src/review/pull-request/summary-links.ts';
import { makeReview } from '../unit/report/sample-review.ts';

const memory: Memory = {
  version: 1,
  head: '1a2b3c4'.padEnd(40, '0'),
  asking: 'asked',
  chunks: [],
  carried: [],
  told: [],
};

export function sampleSummary(parts: Partial<Summary> = {}): Summary {
  const lists = { listed: [], known: [], dismissed: [], fixed: [] };
  return { review: makeReview(), memory, ...lists, reused: 0, listening: 'none', ...parts };
}

/** Where all links of a summary must lead. */
export const forgeAddress = 'https://forge.example/acme/shop/';

/** As a forge would build them, but for the path, which it would encode. */
export const sampleLinks: SummaryLinks = {
  blob: (path, line, lastLine) =>
    `${forgeAddress}blob/1a2b3c4/${path}${line === undefined ? '' : `#L${line}-L${lastLine ?? line}`}`,
  comment: (id) => `${forgeAddress}pull/7#discussion_r${id}`,
};

export function ownComment({ fingerprint, rule, anchor }: Finding, id: number): OwnComment {
  const place = { path: anchor.path, quoteHash: '', quoteLines: 0, url: sampleLinks.comment(id) };
  return { id, fingerprint, rule, status: 'open', isAnswered: false, body: '', ...place };
}
