import { escapeHtml } from './escape-html.ts';
import { renderMarkdown } from './markdown.ts';
import type { AnnotationView, CheckView } from './page-view.ts';

const marks: Readonly<Record<string, string>> = {
  success: '✓',
  failure: '✕',
  neutral: '■',
  cancelled: '⊘',
  skipped: '⊘',
  timed_out: '✕',
  action_required: '!',
};

/** A line in the box of checks: the mark, the name and the title, leading to the check's own page. */
export function renderCheckLine(check: CheckView, base: string): string {
  const { state, mark } = outcome(check);
  const link = `<a href="${escapeHtml(`${base}/runs/${check.id}`)}">Details</a>`;
  const title = check.title === '' ? state.replaceAll('_', ' ') : check.title;
  return `<li class="${escapeHtml(state)}"><i>${mark}</i> <b>${escapeHtml(check.name)}</b> <span>${escapeHtml(title)}</span> ${link}</li>`;
}

/** The page of a check: summary, text, the buttons, and the annotations with their lines. */
export function renderCheck(check: CheckView): string {
  const { state, mark } = outcome(check);
  const actions = check.actions.map(
    ({ label, description }) =>
      `<button disabled title="${escapeHtml(description)}">${escapeHtml(label)}</button>`,
  );
  return `<section class="check ${escapeHtml(state)}"><h2><i>${mark}</i> ${escapeHtml(check.name)} <small>${escapeHtml(check.app)}</small></h2>
<p class="actions">${actions.join(' ')}</p><h3>${escapeHtml(check.title)}</h3>
${renderMarkdown(check.summary)}${renderMarkdown(check.text)}</section>
<section><h2>Annotations <small>${check.annotations.length}</small></h2>${check.annotations.map(renderAnnotation).join('')}</section>`;
}

function outcome({ conclusion, status }: CheckView): { state: string; mark: string } {
  return conclusion === undefined
    ? { state: status, mark: '●' }
    : { state: conclusion, mark: marks[conclusion] ?? '?' };
}

/** Messages of annotations are text, no Markdown. */
function renderAnnotation(note: AnnotationView): string {
  const lines = note.startLine === note.endLine ? `${note.endLine}` : `${note.startLine}-${note.endLine}`;
  const details =
    note.rawDetails === ''
      ? ''
      : `<details class="fold"><summary>Raw output</summary><pre>${escapeHtml(note.rawDetails)}</pre></details>`;
  return `<article class="annotation ${escapeHtml(note.level)}"><header><code>${escapeHtml(note.path)}</code> <small>line ${lines}</small>
<small class="label">${escapeHtml(note.level)}</small></header><b>${escapeHtml(note.title)}</b><pre>${escapeHtml(note.message)}</pre>${details}</article>`;
}
