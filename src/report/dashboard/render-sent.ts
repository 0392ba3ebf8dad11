import type { JobDetail, Page } from '../../review/jobs/job-records.ts';
import type { RebuiltPrompt } from '../../review/rebuild-prompts.ts';
import { inertText } from '../../safety/inert-text.ts';
import { plural } from '../describe-finding.ts';
import { escapeHtml, htmlName } from '../html/escape-html.ts';
import { describeErrand } from './describe-job.ts';
import { links } from './page-links.ts';
import { renderPage, type PageContext } from './render-page.ts';
import { renderPager } from './render-pager.ts';

/** What the model was shown of one change, rebuilt; `gone` where nobody can tell any more. */
export function renderSent(
  job: Pick<JobDetail, 'id' | 'errand'>,
  sent: readonly RebuiltPrompt[] | 'gone',
  page: Page,
  context: PageContext,
): string {
  const crumbs = `<p class="crumbs"><a href="${escapeHtml(links.job(job.id))}">${describeErrand(job.errand)}</a></p>`;
  const body = sent === 'gone' ? renderGone() : renderPrompts(job.id, sent, page);
  return renderPage({ title: 'What was sent to the model', part: 'jobs', body: crumbs + body }, context);
}

function renderGone(): string {
  return [
    '<section class="box t-none"><h2>Gone</h2>',
    '<p>Prompts are not kept: they are rebuilt from the commits. Those are not in the mirror any more, or Galley or its settings now ask in other words.</p></section>',
  ].join('');
}

function renderPrompts(id: string, sent: readonly RebuiltPrompt[], page: Page): string {
  if (sent.length === 0) return '<p class="empty">No model was asked.</p>';
  const rows = sent.slice(page.offset, page.offset + page.limit);
  const note = `<p class="note">${plural(sent.length, 'prompt')}, rebuilt from the commits, credentials masked. Replies may have come from the cache instead. Questions about the model's own remarks are not among them.</p>`;
  const pager = renderPager({ rows, total: sent.length }, page, (offset) => links.sent(id, offset));
  return note + rows.map(renderPrompt).join('') + pager;
}

function renderPrompt({ chunk, name, messages }: RebuiltPrompt, index: number): string {
  const symbol = chunk.symbol === '' ? '' : `, ${htmlName(chunk.symbol)}`;
  const texts = messages.map(
    ({ role, content }) =>
      `<h3>${escapeHtml(role)}</h3><pre tabindex="0"><code>${escapeHtml(inertText(content))}</code></pre>`,
  );
  const open = index === 0 ? ' open' : '';
  return `<details class="prompt"${open}><summary><code>${htmlName(chunk.path)}</code>${symbol} <span>${htmlName(name)}</span></summary>${texts.join('')}</details>\n`;
}
