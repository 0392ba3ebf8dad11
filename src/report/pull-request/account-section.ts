import type { Review } from '../../review/review.ts';
import { escapeMarkdown } from '../../safety/escape-markdown.ts';
import { inertLine } from '../../safety/inert-text.ts';
import { describeLedger, type LedgerRow } from '../describe-ledger.ts';
import { describeSeconds } from '../describe-review.ts';
import type { Section } from './fit-sections.ts';

/** How the review was made, folded: most people never want to know, and some want to know all of it. */
export function renderAccount(review: Review): Section {
  const rows = [...describeLedger(review), ...describeWeights(review), ...describeTime(review)];
  const blocks = rows.map(([label, text]) => `| ${label} | ${escapeMarkdown(text)} |`);
  const head = '<details>\n<summary>How this ran</summary>\n\n| | |\n| --- | --- |';
  return { name: 'rows about the run', priority: 5, head, blocks, glue: '\n', foot: '</details>' };
}

/** The same name can stand for other weights. */
function describeWeights({ ledger: { model } }: Review): readonly LedgerRow[] {
  if (model === null) return [];
  const { family, parameters, quantisation, digest, server } = model;
  const parts = [family, parameters, quantisation, digest.replace(/^sha256:/, '').slice(0, 12)];
  const product = [server.product, server.version].filter((part) => part !== '').join(' ');
  const weights = parts.filter((part) => part !== '').join(', ');
  return [['Weights', inertLine(`${weights}; served by ${product}`)]];
}

function describeTime({ ledger: { seconds } }: Review): readonly LedgerRow[] {
  const { read, cut, ask, total } = seconds;
  const parts = [
    `read ${describeSeconds(read)}`,
    `cut ${describeSeconds(cut)}`,
    `asked ${describeSeconds(ask)}`,
  ];
  return [['Time', `${describeSeconds(total)}: ${parts.join(', ')}`]];
}
