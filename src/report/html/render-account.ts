import type { ChunkEntry, FileEntry, Ledger, Review } from '../../review/review.ts';
import { describeLost, describeState, describeTallies } from '../coverage/describe-coverage.ts';
import { describeLines, groupDigits, plural } from '../describe-finding.ts';
import { byRulesOnly, describeSeconds } from '../describe-review.ts';
import type { ReportContext } from '../format.ts';
import { escapeHtml, htmlName, htmlProse } from './escape-html.ts';

/** A label and its value, which is HTML; rows with nothing to tell are left out. */
type Row = readonly [label: string, html: string];

/** Longer tables are closed until somebody opens them. */
const mostOpenRows = 12;

/** How the review ran: model and figures, what became of each file, what the model was shown. */
export function renderAccount({ ledger, coverage }: Review, { tool }: ReportContext): string {
  return [
    '<section aria-labelledby="ran"><h2 id="ran">How this ran</h2><div class="panel">',
    renderFacts([
      ...modelRows(ledger),
      ...workRows(ledger),
      ...coverageRows(coverage),
      ['Galley', escapeHtml(tool.version)],
    ]),
    renderFiles(ledger.files),
    renderSent(ledger),
    '</div></section>',
  ].join('');
}

function renderFacts(rows: readonly Row[]): string {
  const told = rows.filter(([, html]) => html !== '');
  return `<dl class="facts">${told.map(([label, html]) => `<dt>${label}<dd>${html}`).join('')}</dl>`;
}

function modelRows({ mode, model, modelFailure }: Ledger): readonly Row[] {
  if (mode === 'rules') return [['Model', `none: ${byRulesOnly}`]];
  if (model === null) return [['Model', modelFailure === null ? 'not needed' : 'none answered']];
  const { server, window } = model;
  const size = model.parameters === '' ? '' : `, ${htmlProse(model.parameters)} parameters`;
  const trained = window.trained === undefined ? '' : ` of ${groupDigits(window.trained)}`;
  return [
    ['Model', `${htmlName(model.name)}${size}`],
    ['Weights', model.digest === '' ? '' : `<code>${htmlName(model.digest)}</code>`],
    ['Quantisation', htmlProse(model.quantisation)],
    [
      'Server',
      `${htmlProse(`${server.product} ${server.version}`)} at <code>${htmlName(server.address)}</code>`,
    ],
    ['Window', `${groupDigits(window.used)}${trained} tokens: ${htmlProse(window.reason)}`],
    [
      'Replies',
      `schema ${model.abilities.schema}, token probabilities ${model.abilities.tokenProbabilities ? 'given' : 'not given'}`,
    ],
  ];
}

function workRows(ledger: Ledger): readonly Row[] {
  const { calls, cacheHits, tokens, secretsMasked, configuration, mode } = ledger;
  const check = ledger.model?.check ? 1 : 0;
  const isAsked = mode === 'model' && calls + cacheHits > 0;
  const hits = `${groupDigits(cacheHits)} of ${plural(calls - check + cacheHits, 'reply').replace('replys', 'replies')} from the cache`;
  const sent = `${groupDigits(tokens.prompt)} sent (${groupDigits(tokens.evaluated)} evaluated), ${groupDigits(tokens.reply)} received`;
  return [
    ['Calls', isAsked ? `${groupDigits(calls)}${check === 0 ? '' : ' (1 to check abilities)'}, ${hits}` : ''],
    ['Tokens', isAsked ? sent : ''],
    ['Time', describeTimes(ledger)],
    ['Not believed', describeDropped(ledger)],
    ['Rules', describeRules(ledger.rules)],
    ['Masked', secretsMasked === 0 ? '' : `${plural(secretsMasked, 'secret')}, before anything was sent`],
    ['Settings', configuration.map(htmlName).join(', ') || 'defaults and flags only'],
  ];
}

function coverageRows(coverage: Review['coverage']): readonly Row[] {
  if (coverage === null) return [];
  const unknown = coverage.files
    .filter(({ state }) => state === 'no-data')
    .map((file) => `<li><code>${htmlName(file.path)}</code>: ${escapeHtml(describeState(file))}`);
  const lost = describeLost(coverage.lost).map((place) => `<li><code>${escapeHtml(place)}</code>`);
  const list = (items: readonly string[]): string => (items.length === 0 ? '' : `<ul>${items.join('')}</ul>`);
  return [
    ['Coverage', `${escapeHtml(describeTallies(coverage))}`],
    ['Measured by', coverage.sources.map(htmlName).join(', ')],
    ['Not measured', list(unknown)],
    ['No longer reached', list(lost)],
  ];
}

function describeTimes({ mode, seconds: { read, cut, ask, total } }: Ledger): string {
  const [all, reading, cutting, asking] = [total, read, cut, ask].map(describeSeconds);
  return `${all} (read ${reading}, cut ${cutting}${mode === 'rules' ? '' : `, asked ${asking}`})`;
}

function describeDropped({ dropped }: Ledger): string {
  const known = Object.entries(dropped).filter(([, n]) => n > 0);
  return known
    .map(([reason, n]) => `${groupDigits(n)} ${escapeHtml(reason.replaceAll('-', ' '))}`)
    .join(', ');
}

/** Rules that did not run are named, each once; where a rule file is broken, so is the place. */
function describeRules({ known, silenced, skipped, problems }: Ledger['rules']): string {
  const left = skipped.map(({ rule, path, reason }) => {
    const where = `<code>${htmlName(path)}</code>`;
    const what =
      rule === ''
        ? `all rules left out on ${where}`
        : `<code>${htmlName(rule)}</code> left out from ${where} on`;
    return `<li>${what}: ${htmlProse(reason)}`;
  });
  const broken = problems.map((problem) => `<li>${htmlProse(problem)}`);
  const list = [...left, ...broken];
  const quiet = silenced === 0 ? '' : `, ${plural(silenced, 'finding')} silenced by comments`;
  return `${plural(known, 'rule')} known${quiet}${list.length === 0 ? '' : `<ul>${list.join('')}</ul>`}`;
}

function renderFiles(files: readonly FileEntry[]): string {
  const counted = (['reviewed', 'excluded', 'not-reviewed'] as const)
    .map((outcome) => ({ outcome, n: files.filter((file) => file.outcome === outcome).length }))
    .filter(({ n }) => n > 0)
    .map(({ outcome, n }) => `${groupDigits(n)} ${outcomeWords[outcome]}`);
  const rows = files.map(
    ({ path, outcome, reason, changedLines }) =>
      `<tr><td><code>${htmlName(path)}</code>${outcomeCell(outcome, reason)}<td class="n">${groupDigits(changedLines)}`,
  );
  return renderTable(`Files <span>${counted.join(', ') || 'none'}</span>`, 'File', 'lines', rows);
}

function renderSent(ledger: Ledger): string {
  const { chunks, mode, tokens } = ledger;
  const total = chunks.length === 0 ? '' : `, ${groupDigits(tokens.prompt)} tokens sent`;
  const nothing = mode === 'rules' ? `nothing, ${byRulesOnly}` : 'nothing';
  const count = chunks.length === 0 ? nothing : `${plural(chunks.length, 'piece')} of the change${total}`;
  const note = `<p class="note">Each row is a piece of the change, secrets masked, as it was put into prompts. What came from the cache was not sent again. The text of the prompts is no part of this report.</p>`;
  const summary = `What was sent to the model <span>${count}</span>`;
  return renderTable(summary, 'Piece', 'tokens', chunks.map(renderChunk), note);
}

function renderChunk(chunk: ChunkEntry): string {
  const symbol = chunk.symbol === '' ? '' : ` <span class="muted">${htmlName(chunk.symbol)}</span>`;
  const outcome = chunk.cached ? '<td>from the cache' : outcomeCell(chunk.outcome, chunk.reason);
  return `<tr><td><code>${htmlName(chunk.path)}:${describeLines(chunk)}</code>${symbol}${outcome}<td class="n">${groupDigits(chunk.promptTokens)}`;
}

const outcomeWords = { reviewed: 'reviewed', excluded: 'excluded', 'not-reviewed': 'not reviewed' } as const;

function outcomeCell(outcome: FileEntry['outcome'], reason: string): string {
  const why = reason === '' ? '' : `: ${htmlProse(reason)}`;
  return outcome === 'not-reviewed'
    ? `<td><span class="left">not reviewed</span>${why}`
    : `<td>${outcomeWords[outcome]}${why}`;
}

/** Three columns: what, its outcome, and how many lines or tokens. */
function renderTable(
  summary: string,
  what: string,
  unit: 'lines' | 'tokens',
  rows: readonly string[],
  note = '',
): string {
  if (rows.length === 0) return `<p class="none">${summary}</p>`;
  const open = rows.length <= mostOpenRows ? ' open' : '';
  const count = unit === 'lines' ? 'Changed lines' : 'Prompt tokens';
  const head = `<thead><tr><th scope="col">${what}<th scope="col">Outcome<th scope="col" class="n">${count}</thead>`;
  const table = `<div class="rows"><table class="${unit}">${head}<tbody>${rows.join('')}</table></div>`;
  return `<details${open}><summary>${summary}</summary>${note}${table}</details>`;
}
