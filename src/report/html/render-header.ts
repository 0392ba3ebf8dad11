import type { Review } from '../../review/review.ts';
import { describePatch } from '../coverage/describe-coverage.ts';
import { describeLines, groupDigits, plural } from '../describe-finding.ts';
import { describeSeconds, describeVerdict } from '../describe-review.ts';
import { listGeneralReasons, listNotReviewed } from '../list-not-reviewed.ts';
import { htmlName, htmlProse } from './escape-html.ts';

const mostListed = 12;

/** The verdict, what was reviewed, and above all else what was not. */
export function renderHeader(review: Review): string {
  const title = review.ledger.title === '' ? 'a change' : htmlProse(review.ledger.title);
  return [
    `<header><p class="brand"><b>Galley</b> review of ${title}</p>`,
    `<h1 class="verdict ${verdictClass(review)}">${htmlProse(headline(review))}`,
    `<small>${describeScope(review)}</small></h1>`,
    '</header>',
    renderNotReviewed(review),
  ].join('');
}

/** `v-ok`, the green one, is for a complete review that looked at something and found nothing. */
export function verdictClass({ complete, findings, gaps, ledger }: Review): string {
  if (!complete) return 'v-open';
  const [first] = findings;
  if (first !== undefined) return `t-s-${first.severity}`;
  if (gaps.length > 0) return 't-s-info';
  return ledger.files.some((file) => file.outcome === 'reviewed') ? 'v-ok' : '';
}

function describeScope({ ledger, coverage }: Review): string {
  const reviewed = ledger.files.filter((file) => file.outcome === 'reviewed').length;
  const excluded = ledger.files.filter((file) => file.outcome === 'excluded').length;
  const parts = [
    `${groupDigits(reviewed)} of ${plural(ledger.files.length, 'file')} reviewed`,
    ...(excluded === 0 ? [] : [`${groupDigits(excluded)} excluded`]),
    plural(ledger.changedLines, 'changed line'),
    ...(coverage === null ? [] : [describePatch(coverage)]),
    ...(ledger.context === 'hunk' ? ['from the diff alone'] : []),
    ...(ledger.mode === 'model' && ledger.model !== null ? [`with ${htmlName(ledger.model.name)}`] : []),
    describeSeconds(ledger.seconds.total),
  ];
  return parts.join(' · ');
}

function renderNotReviewed(review: Review): string {
  if (review.complete) return '';
  const items = listNotReviewed(review).map(({ path, reason, parts }) => {
    const where = parts.length === 0 ? '' : `, lines ${parts.map(describeLines).join(', ')}`;
    return `<li><code>${htmlName(path)}</code>${where}: ${htmlProse(reason)}`;
  });
  const general = listGeneralReasons(review, 'model told').map((reason) => `<li>${htmlProse(reason)}`);
  const list = [...items, ...general];
  const left = list.length === 0 ? '' : `<ul>${list.slice(0, mostListed).join('')}</ul>${renderRest(list)}`;
  return `<section class="open"><h2>Not reviewed</h2>${renderFailure(review)}${left}</section>`;
}

/** Everything is named, but hundreds of names must not stand between the reader and the findings. */
function renderRest(list: readonly string[]): string {
  const rest = list.slice(mostListed);
  if (rest.length === 0) return '';
  return `<details><summary>${groupDigits(rest.length)} more</summary><ul>${rest.join('')}</ul></details>`;
}

function renderFailure({ ledger: { modelFailure } }: Review): string {
  if (modelFailure === null) return '';
  const todo = modelFailure.todo === '' ? '' : ` <b>To do:</b> ${htmlProse(modelFailure.todo)}`;
  return `<p><b>No model:</b> ${htmlProse(modelFailure.message)}${todo}</p>`;
}

/** What follows the colon of a review without findings stands in the line below. */
function headline(review: Review): string {
  const verdict = describeVerdict(review);
  const isClean = review.complete && review.findings.length + review.gaps.length === 0;
  const short = isClean ? verdict.replace(/:.*$/s, '') : verdict;
  return short.charAt(0).toUpperCase() + short.slice(1);
}
