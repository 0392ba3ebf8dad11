import type { ReviewRecord } from '../../review/jobs/job-store.ts';
import { groupDigits, plural } from '../describe-finding.ts';
import { describeSeconds } from '../describe-review.ts';
import { escapeHtml, htmlName, htmlProse } from '../html/escape-html.ts';
import { renderVerdict } from './describe-job.ts';
import { renderForgeLink } from './render-forge-link.ts';
import { renderFacts, renderTable, type Fact } from './render-table.ts';

/** A page that nobody can open helps nobody. */
const mostFiles = 500;
/** Longer lists are closed until somebody opens them. */
const mostOpen = 12;

type FileRow = ReviewRecord['files'][number];

/** The account of one review: what was not reviewed stands first. */
export function renderLedger(record: ReviewRecord, sentLink: string): string {
  return [
    '<h2>Review</h2>',
    renderNotReviewed(record),
    renderFacts([...outcomeFacts(record), ...workFacts(record), ...originFacts(record)]),
    renderSentLink(record, sentLink),
    renderRules(record),
    renderFiles(record),
  ].join('');
}

function renderNotReviewed({ files, problems, isComplete }: ReviewRecord): string {
  const left = files.filter(({ state }) => state === 'not-reviewed');
  const items = [
    ...left.map(({ path, reason }) => `<li><code>${htmlName(path)}</code>: ${htmlProse(reason)}</li>`),
    ...problems.map((problem) => `<li>${htmlProse(problem)}</li>`),
  ];
  if (items.length === 0 && isComplete) return '';
  const rest = items.length - mostFiles;
  const more = rest > 0 ? `<li>${groupDigits(rest)} more</li>` : '';
  const list = items.length === 0 ? '' : `<ul>${items.slice(0, mostFiles).join('')}${more}</ul>`;
  const title = isComplete ? 'Problems' : 'Not reviewed';
  return `<section class="box t-warning" tabindex="0" aria-label="${title}"><h2>${title}</h2>${list}</section>`;
}

function outcomeFacts({ verdict, severities, coverage, url }: ReviewRecord): readonly Fact[] {
  const found = (['error', 'warning', 'info'] as const)
    .filter((severity) => severities[severity] > 0)
    .map((severity) =>
      severity === 'info' ? `${groupDigits(severities.info)} info` : plural(severities[severity], severity),
    );
  const arms =
    coverage === null
      ? 'not measured'
      : `${groupDigits(coverage.covered)} of ${plural(coverage.total, 'added arm')}`;
  return [
    ['Verdict', renderVerdict(verdict)],
    ['Findings', found.length === 0 ? 'none' : found.join(', ')],
    ['Tests reach', arms],
    ['Posted', renderForgeLink(url, 'on the forge') || 'no'],
  ];
}

function workFacts(record: ReviewRecord): readonly Fact[] {
  const { model, quantisation, tokens, seconds, calls, cacheHits, files, changedLines } = record;
  const named = model === undefined ? 'none' : htmlName(model);
  const { read, cut, ask, total } = seconds;
  return [
    [
      'Model',
      quantisation === undefined || quantisation === '' ? named : `${named}, ${htmlName(quantisation)}`,
    ],
    [
      'Tokens',
      `${groupDigits(tokens.prompt)} sent (${groupDigits(tokens.evaluated)} evaluated), ${groupDigits(tokens.reply)} received`,
    ],
    ['Calls', `${groupDigits(calls)}, ${groupDigits(cacheHits)} answered by the cache`],
    [
      'Time',
      `${describeSeconds(total)} <span class="muted">(read ${describeSeconds(read)}, cut ${describeSeconds(cut)}, asked ${describeSeconds(ask)})</span>`,
    ],
    ['Change', `${plural(files.length, 'file')}, ${plural(changedLines, 'changed line')} reviewed`],
  ];
}

function originFacts({ base, mergeBase, configuration }: ReviewRecord): readonly Fact[] {
  return [
    ['Base', `<code>${htmlName(base)}</code>`],
    ['Merge base', mergeBase === base ? '' : `<code>${htmlName(mergeBase)}</code>`],
    ['Configuration', `<code>${htmlName(configuration)}</code>`],
  ];
}

function renderSentLink({ prompts }: ReviewRecord, address: string): string {
  const text =
    prompts.length === 0
      ? 'No model was asked.'
      : `<a href="${escapeHtml(address)}">What was sent to the model</a> <span class="muted">about ${plural(prompts.length, 'piece')} of the change</span>`;
  return `<p class="acts">${text}</p>`;
}

function renderRules({ findings }: ReviewRecord): string {
  if (findings.length === 0) return '';
  const table = renderTable(
    findings.slice(0, mostFiles),
    [
      { name: 'Rule', cell: ({ rule }) => `<code>${htmlName(rule)}</code>` },
      { name: 'Posted', isFigure: true, cell: ({ posted }) => groupDigits(posted) },
      { name: 'Fixed', isFigure: true, cell: ({ fixed }) => groupDigits(fixed) },
      { name: 'Dismissed', isFigure: true, cell: ({ dismissed }) => groupDigits(dismissed) },
    ],
    '',
  );
  return renderList('Findings by rule', plural(findings.length, 'rule'), findings.length, table);
}

function renderFiles({ files }: ReviewRecord): string {
  if (files.length === 0) return '';
  const counted = ['reviewed', 'excluded', 'not-reviewed']
    .map((state) => ({ state, n: files.filter((file) => file.state === state).length }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${groupDigits(n)} ${state.replace('-', ' ')}`);
  const table = renderTable(
    files.slice(0, mostFiles),
    [
      { name: 'File', cell: ({ path }) => `<code>${htmlName(path)}</code>` },
      { name: 'Outcome', cell: renderOutcome },
    ],
    '',
  );
  const rest = files.length - mostFiles;
  const more = rest > 0 ? `<p class="note">${groupDigits(rest)} more not shown.</p>` : '';
  return renderList('Files', counted.join(', '), files.length, table + more);
}

function renderOutcome({ state, reason }: FileRow): string {
  const why = reason === '' ? '' : `: ${htmlProse(reason)}`;
  const word = htmlName(state.replace('-', ' '));
  return state === 'not-reviewed'
    ? `<span><span class="left">${word}</span>${why}</span>`
    : `<span>${word}${why}</span>`;
}

function renderList(title: string, count: string, length: number, content: string): string {
  const open = length <= mostOpen ? ' open' : '';
  return `<details${open}><summary>${title} <span>${escapeHtml(count)}</span></summary>${content}</details>`;
}
