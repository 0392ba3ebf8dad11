import { escapeHtml } from './escape-html.ts';
import type { CheckView, FileView, PageView, ReviewItem, TimelineItem } from './page-view.ts';
import { pageStyle } from './page-style.ts';
import { readPatch } from './read-patch.ts';
import { renderCheck, renderCheckLine } from './render-check.ts';
import { renderAuthor, renderComment, time } from './render-comment.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPatch } from './render-patch.ts';
import { renderThread } from './render-thread.ts';

/** The page of a pull request as one HTML file that asks for nothing: conversation, checks and files. */
export function renderPage(view: PageView): string {
  const base = `/${view.owner}/${view.repo}`;
  const head = `<p class="repo">${escapeHtml(view.owner)} / <b>${escapeHtml(view.repo)}</b></p>
<h1>${escapeHtml(view.title)} <span>#${view.number}</span></h1>
<p class="lead"><span class="state ${view.state}">${view.state}</span> <b>${escapeHtml(view.author)}</b> wants to merge into
<code>${escapeHtml(view.base)}</code> from <code>${escapeHtml(view.head)}</code></p>`;
  const said = view.body === '' ? '<p class="empty">No description provided.</p>' : renderMarkdown(view.body);
  const first = `<article class="comment"><header>${renderAuthor(view.author)}</header>${said}</article>`;
  const checks = `<section class="checks"><h2>Checks</h2><ul>${view.checks.map((check) => renderCheckLine(check, base)).join('')}</ul></section>`;
  const files = `<section><h2>Files changed <small>${view.files.length}</small></h2>${view.files.map(renderFile).join('')}</section>`;
  const shownChecks = view.checks.length === 0 ? '' : checks;
  return page(
    `${view.title} #${view.number}`,
    `${head}<section class="timeline">${first}${view.timeline.map(renderItem).join('')}</section>${shownChecks}${files}`,
  );
}

/** The page of a check run. */
export function renderRunPage(repository: string, check: CheckView): string {
  return page(check.name, `<p class="repo">${escapeHtml(repository)}</p>${renderCheck(check)}`);
}

/** A page of the forge around its content, which is HTML. */
export function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${pageStyle}</style></head><body><main>${content}</main></body></html>\n`;
}

function renderItem(item: TimelineItem): string {
  return item.kind === 'comment' ? renderComment(item) : renderReview(item);
}

const verdicts: Readonly<Record<string, string>> = {
  APPROVED: 'approved these changes',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'reviewed',
  DISMISSED: 'left a review that was dismissed',
  PENDING: 'began a review',
};

function renderReview(review: ReviewItem): string {
  const said = `<p class="event" id="r${review.id}">${renderAuthor(review.author)} ${verdicts[review.state] ?? 'reviewed'} <time>${time(review.at)}</time></p>`;
  const { author, at, body, id, minimized } = review;
  const comment = { id, author, at, body, minimized, isEdited: false, reactions: {} };
  return `<section class="review">${said}${body === '' ? '' : renderComment(comment)}${review.threads.map(renderThread).join('')}</section>`;
}

function renderFile(file: FileView): string {
  const name = file.previousPath === undefined ? file.path : `${file.previousPath} → ${file.path}`;
  const counts = `<small class="plus">+${file.additions}</small> <small class="minus">−${file.deletions}</small>`;
  const diff =
    file.patch === undefined ? '<p class="empty">No diff is shown.</p>' : renderPatch(readPatch(file.patch));
  return `<details class="file" open><summary><code>${escapeHtml(name)}</code> ${counts} <small>${escapeHtml(file.status)}</small></summary>${diff}</details>`;
}
