import type { Review } from '../../review/review.ts';
import { buildEnvelope } from '../build-envelope.ts';
import { plural } from '../describe-finding.ts';
import { describeVerdict } from '../describe-review.ts';
import type { ReportContext } from '../format.ts';
import { inertLine } from '../../safety/inert-text.ts';
import { isFolded } from '../list-findings.ts';
import { stringifyJson } from '../stringify-json.ts';
import { contentPolicy } from './content-policy.ts';
import { renderJsonElement, renderJsonLink } from './embed-json.ts';
import { escapeHtml } from './escape-html.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { renderAccount } from './render-account.ts';
import { renderBar } from './render-bar.ts';
import { cardIds, renderFinding } from './render-finding.ts';
import { renderHeader } from './render-header.ts';
import { renderTests } from './render-tests.ts';

/**
 * One page for people, whole in itself: no request, no library, usable without scripts. Whatever the change or the
 * model wrote stands in it as text only.
 */
export function renderHtml(review: Review, context: ReportContext): string {
  const json = stringifyJson(buildEnvelope(review, context));
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(pageStyle, pageScript)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(inertLine(describeVerdict(review)))} · Galley</title>`,
    `<style>${pageStyle}</style></head>\n<body><a class="skip" href="#findings">To the findings</a>`,
    `<div class="page">${renderHeader(review)}\n`,
    renderFindings(review),
    renderTests(review.tests),
    renderAccount(review, context),
    `<footer><span>Made by Galley ${escapeHtml(context.tool.version)}; this page loads nothing.</span>`,
    `${renderJsonLink(json)}</footer></div>\n`,
    `${renderJsonElement(json)}\n<script>${pageScript}</script></body></html>\n`,
  ].join('');
}

function renderFindings(review: Review): string {
  const { findings, excerpts } = review;
  const ids = cardIds(findings);
  const context = contextFor(findings.length);
  const cards = findings.map((finding, index) =>
    renderFinding({ finding, excerpt: excerpts[index] ?? [], id: ids[index] ?? '', context }),
  );
  const folded = cards.filter((_, index) => isFolded(review, index));
  const more =
    folded.length === 0
      ? ''
      : `<details class="folded"><summary>${plural(folded.length, 'more finding')} <span>beyond the cap</span></summary>\n${folded.join('')}</details>`;
  return `${renderBar(findings)}<main id="findings"${findings.length > manyFindings ? ' class="many"' : ''}>${cards.filter((_, index) => !isFolded(review, index)).join('')}${more}</main>`;
}

/** From here on the page shows less around each finding, and browsers lay out only what is in sight. */
const manyFindings = 200;

/** Fewer lines around each finding where there are many: a page that nobody can open helps nobody. */
function contextFor(findings: number): number {
  if (findings <= manyFindings) return 4;
  return findings <= 2000 ? 1 : 0;
}
