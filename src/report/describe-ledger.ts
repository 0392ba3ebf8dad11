import type { Ledger, Review } from '../review/review.ts';
import { describeTallies } from './coverage/describe-coverage.ts';
import { groupDigits, plural } from './describe-finding.ts';
import { byRulesOnly, describeModel, describeSeconds } from './describe-review.ts';
import { inertLine, inertName } from '../safety/inert-text.ts';

/** A row of the account: a label and its one-line text, safe to print. */
export type LedgerRow = readonly [label: string, text: string];

/** The account in at most eleven rows; rows with nothing to tell are left out. Not reviewed paths stand elsewhere. */
export function describeLedger({ ledger, coverage }: Review): readonly LedgerRow[] {
  const rows: readonly LedgerRow[] = [
    ['Reviewed', describeReviewed(ledger)],
    ['Excluded', describeExcluded(ledger)],
    ['Coverage', describePatchRow(coverage)],
    ['Model', describeModelUse(ledger)],
    ['Tokens', describeTokens(ledger)],
    ['Dropped', describeDropped(ledger)],
    ['Probes', describeProbes(ledger)],
    ['Rules', describeRules(ledger)],
    ['Docs', describeDocs(ledger)],
    ['Settings', ledger.configuration.map(inertLine).join(', ')],
    ['Masked', ledger.secretsMasked === 0 ? '' : plural(ledger.secretsMasked, 'secret')],
  ];
  return rows.filter(([, text]) => text !== '');
}

/** What tests reach of the change, and who says so. */
function describePatchRow(coverage: Review['coverage']): string {
  if (coverage === null) return '';
  const sources = coverage.sources.map(inertLine).join(', ');
  const unknown = coverage.files.filter(({ state }) => state === 'no-data').length;
  const left = unknown === 0 ? '' : `, ${plural(unknown, 'file')} without data`;
  return `${describeTallies(coverage)}${left}${sources === '' ? '' : `; from ${sources}`}`;
}

/** Only what people must know: comments that silence, rules that did not run. */
function describeRules({ rules }: Ledger): string {
  const skipped = new Set(
    rules.skipped.map(({ rule, path }) => inertLine(rule === '' ? `all on ${path}` : rule)),
  );
  return [
    ...(rules.silenced === 0 ? [] : [`${plural(rules.silenced, 'finding')} silenced by comments`]),
    ...(skipped.size === 0
      ? []
      : [`left out: ${[...skipped].slice(0, 3).join(', ')}${skipped.size > 3 ? ', …' : ''}`]),
    ...(rules.problems.length === 0 ? [] : [`${plural(rules.problems.length, 'problem')} in rule files`]),
  ].join(', ');
}

/** Only what cost something, or could not be done. */
function describeDocs({ docs: { asked, suggested, unread } }: Ledger): string {
  return [
    ...(asked === 0 ? [] : [`${plural(asked, 'declaration')} described, ${suggested} as a suggestion`]),
    ...(unread === 0 ? [] : [`${plural(unread, 'file')} could not be parsed`]),
  ].join(', ');
}

/** What was measured of the model, or that nothing was. */
function describeProbes({ probes, mode, model }: Ledger): string {
  const { grade, calibration, known, speaking, asked, unasked } = probes;
  if (grade === null) return '';
  if (mode === 'rules' && known === 0)
    return `probes are off, and this model was not found fit for remarks of its own: ${byRulesOnly}`;
  if (grade === 'rules-only' && mode === 'rules')
    return `this model's answers do not separate (${speaking} of ${known} probes): ${byRulesOnly}`;
  const left = unasked === 0 ? '' : `, ${groupDigits(unasked)} left`;
  if (grade === 'ungraded') {
    const name = model === null ? '' : ` --model ${inertName(model.name)}`;
    const why = calibration === '' ? '' : ` (${inertLine(calibration)})`;
    return `${plural(asked, 'question')} asked${left}; not calibrated${why}, so answers stay folded: galley doctor --grade${name}`;
  }
  return `${plural(asked, 'question')} asked${left}; ${speaking} of ${known} probes speak, calibrated: ${inertLine(calibration)}`;
}

function describeReviewed(ledger: Ledger): string {
  const files = ledger.files.filter((file) => file.outcome === 'reviewed').length;
  const chunks = ledger.chunks.filter((chunk) => chunk.outcome === 'reviewed').length;
  const work = [
    plural(files, 'file'),
    ...(ledger.chunks.length === 0 ? [] : [`${plural(chunks, 'chunk')}${describeReused(ledger)}`]),
    plural(ledger.changedLines, 'changed line'),
  ].join(', ');
  const context = ledger.context === 'hunk' ? ' (from the diff alone)' : '';
  const title = inertLine(ledger.title);
  return `${work}${title === '' ? '' : ` of ${title}`}${context}`;
}

/** ` (7 unchanged since an earlier review)`. */
function describeReused({ chunks }: Ledger): string {
  const reused = chunks.filter((chunk) => chunk.reused).length;
  return reused === 0 ? '' : ` (${groupDigits(reused)} unchanged since an earlier review)`;
}

/** `2 lock file (a, b), 1 binary (c)`: up to three names a reason. */
function describeExcluded(ledger: Ledger): string {
  const byReason = new Map<string, string[]>();
  for (const { path, outcome, reason } of ledger.files) {
    if (outcome !== 'excluded') continue;
    const key = inertLine(reason) || 'excluded';
    const paths = byReason.get(key) ?? [];
    paths.push(path);
    byReason.set(key, paths);
  }
  const groups = [...byReason].map(([reason, paths]) => {
    const more = paths.length > 3 ? ', …' : '';
    return `${paths.length} ${reason} (${paths.slice(0, 3).map(inertName).join(', ')}${more})`;
  });
  return groups.join(', ');
}

function describeModelUse(ledger: Ledger): string {
  if (ledger.mode === 'rules' && ledger.model === null) return `none: ${byRulesOnly}`;
  if (ledger.model === null) return ledger.modelFailure === null ? 'not needed' : 'none answered';
  // The cache of replies is never asked for the capability check.
  const checks = ledger.model.check ? 1 : 0;
  const calls = `${plural(ledger.calls, 'call')}${checks === 0 ? '' : ' (1 check)'}`;
  const cache = `cache ${ledger.cacheHits}/${ledger.calls - checks + ledger.cacheHits}`;
  return `${describeModel(ledger.model)}, ${calls}, ${cache}`;
}

function describeTokens({ tokens, seconds, mode, model }: Ledger): string {
  const time = describeSeconds(seconds.total);
  if ((mode === 'rules' && model === null) || tokens.prompt + tokens.reply === 0) return '';
  const sent = `${groupDigits(tokens.prompt)} sent (${groupDigits(tokens.evaluated)} evaluated)`;
  return `${sent}, ${groupDigits(tokens.reply)} received, ${time}`;
}

/** Two findings of one place that say the same are no reason to doubt either. */
function describeDropped({ dropped }: Ledger): string {
  const { duplicate, ...claims } = dropped;
  const known = Object.entries(claims).filter(([, n]) => n > 0);
  const total = known.reduce((sum, [, n]) => sum + n, 0);
  const reasons = known.map(([reason, n]) => `${groupDigits(n)} ${reason.replaceAll('-', ' ')}`);
  return [
    ...(total === 0 ? [] : [`${plural(total, 'claim')} not believed: ${reasons.join(', ')}`]),
    ...(duplicate === 0 ? [] : [`${plural(duplicate, 'duplicate')} merged`]),
  ].join('; ');
}

/** Time and tokens a stage, for `--profile`. */
export function describeProfile({ seconds, tokens, calls }: Ledger): readonly LedgerRow[] {
  const time = (s: number): string => `${s.toFixed(2)} s`;
  const other = Math.max(0, seconds.total - seconds.read - seconds.cut - seconds.ask);
  const asked = [
    plural(calls, 'call'),
    `${groupDigits(tokens.prompt)} tokens sent`,
    `${groupDigits(tokens.evaluated)} evaluated`,
    `${groupDigits(tokens.reply)} received`,
  ];
  return [
    ['read', time(seconds.read)],
    ['cut', time(seconds.cut)],
    ['ask', [time(seconds.ask), ...asked].join(', ')],
    ['other', time(other)],
    ['total', time(seconds.total)],
  ];
}
