import type { Ledger, Review } from '../review/review.ts';
import { describePatch } from './coverage/describe-coverage.ts';
import { countFindings, plural } from './describe-finding.ts';
import { inertLine, inertName } from '../safety/inert-text.ts';
import { countFolded, isMirror } from './list-findings.ts';
import { listGeneralReasons, listNotReviewed } from './list-not-reviewed.ts';

/** Said in every output of a review that no model took part in, as it was asked to. */
export const byRulesOnly = 'by rules only';

/**
 * The verdict in one line, safe to print: `clean: reviewed 9 files, 412 lines in 38 s with M on H`,
 * `3 findings (1 error, 2 warnings), 4 coverage gaps`, `incomplete: 2 of 9 files not reviewed`, `nothing to review`.
 */
export function describeVerdict(review: Review): string {
  if (review.ledger.mode === 'coverage') return describeCoverage(review);
  const found = review.findings.length + review.gaps.length > 0 ? [describeFound(review)] : [];
  if (!review.complete) {
    const left = `incomplete: ${describeIncomplete(review)}`;
    const parts = review.verdict === 'findings' ? [...found, left] : [left, ...found];
    return `${parts.join('; ')}${rulesSuffix(review.ledger)}`;
  }
  if (found.length > 0) return `${found.join('')}${rulesSuffix(review.ledger)}`;
  if (!review.ledger.files.some((file) => file.outcome === 'reviewed')) return describeNothing(review.ledger);
  return `clean${rulesSuffix(review.ledger)}: ${describeWork(review.ledger)}`;
}

/** `reviewed 9 files, 412 lines in 38 s with qwen2.5-coder:1.5b on 127.0.0.1:11434`. */
export function describeWork(ledger: Ledger): string {
  const reviewed = ledger.files.filter((file) => file.outcome === 'reviewed').length;
  const model =
    ledger.mode === 'model' && ledger.model !== null ? ` with ${describeModel(ledger.model)}` : '';
  const lines = plural(ledger.changedLines, 'line');
  return `reviewed ${plural(reviewed, 'file')}, ${lines} in ${describeSeconds(ledger.seconds.total)}${model}`;
}

/** `qwen2.5-coder:1.5b on 127.0.0.1:11434`. */
export function describeModel(model: NonNullable<Ledger['model']>): string {
  return `${inertName(model.name)} on ${describePlace(model.server.address)}`;
}

/** `38 s`, `3.2 s`, `2 min 5 s`. */
export function describeSeconds(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Why the Review is incomplete, in one line: `2 of 9 files not reviewed, stopped before the end`. */
export function describeIncomplete(review: Review): string {
  const left = listNotReviewed(review);
  const names = new Set(left.map((entry) => entry.path));
  const others = review.ledger.files.filter((file) => file.outcome === 'reviewed' && !names.has(file.path));
  const total = left.length + others.length;
  const done = review.ledger.mode === 'coverage' ? 'measured' : 'reviewed';
  const partly = left.some((entry) => entry.parts.length > 0) ? `not or only partly ${done}` : `not ${done}`;
  const failure = review.ledger.modelFailure?.message;
  const shorten = (reason: string): string => (reason === failure ? 'no model answered' : inertLine(reason));
  const counted = left.length === 0 ? [] : [`${left.length} of ${plural(total, 'file')} ${partly}`];
  return [...counted, ...listGeneralReasons(review).map(shorten)].join(', ');
}

function describeFound(review: Review): string {
  const folded = countFolded(review);
  const findings = review.findings.filter((finding) => !isMirror(finding));
  const told =
    findings.length === 0
      ? []
      : [`${countFindings(findings)}${folded > 0 ? `, ${folded} of them folded` : ''}`];
  return [...told, ...describeGaps(review)].join(', ');
}

function describeGaps({ gaps, findings }: Review): readonly string[] {
  const n = gaps.length || findings.filter(isMirror).length;
  return n === 0 ? [] : [plural(n, 'coverage gap')];
}

/** Of a run that looked at nothing else. */
function describeCoverage(review: Review): string {
  const { coverage, complete } = review;
  const patch = coverage === null ? 'no coverage data' : describePatch(coverage);
  const left = complete ? [] : [`incomplete: ${describeIncomplete(review)}`];
  return [patch, ...describeGaps(review), ...left].join('; ');
}

function describeNothing(ledger: Ledger): string {
  const excluded = ledger.files.filter((file) => file.outcome === 'excluded').length;
  const why = excluded === 0 ? '' : `: ${plural(excluded, 'file')} excluded`;
  return `nothing to review${rulesSuffix(ledger)}${why}`;
}

function rulesSuffix(ledger: Ledger): string {
  return ledger.mode === 'rules' ? `, ${byRulesOnly}` : '';
}

/** Host and port of an URL; anything else, such as the path of a model file, as it is. */
function describePlace(address: string): string {
  if (!URL.canParse(address)) return inertName(address);
  return inertName(new URL(address).host || address);
}
