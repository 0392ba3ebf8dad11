import { inertLine } from '../../safety/inert-text.ts';
import { escapeHtml, htmlProse } from '../html/escape-html.ts';
import { links } from './page-links.ts';
import { dashboardStyle } from './page-style.ts';

/** What every page is made with. */
export interface PageContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Of Galley. */
  readonly version: string;
  /** Goes with every form; undefined: nobody is signed in. */
  readonly csrf: string | undefined;
}

export interface PageParts {
  /** Text, of the window and of the page's heading where no other is given. */
  readonly title: string;
  /** HTML of the heading, where it is more than text. */
  readonly heading?: string;
  /** Classes of the heading. */
  readonly headingClass?: string;
  /** Which part of the dashboard it is. */
  readonly part?: 'overview' | 'repositories' | 'jobs' | 'dead';
  /** Text: what was just done. */
  readonly said?: string;
  /** HTML. */
  readonly body: string;
  /** Seconds after which the page asks for itself again; undefined: never. */
  readonly refresh?: number | undefined;
}

const parts = [
  ['overview', 'Overview', links.overview],
  ['repositories', 'Repositories', links.repositories],
  ['jobs', 'Jobs', links.jobs],
  ['dead', 'Dead letters', links.dead],
] as const;

/** One page, usable without scripts: it has none. */
export function renderPage(page: PageParts, context: PageContext): string {
  const { heading, headingClass, part, said, body, refresh } = page;
  const title = escapeHtml(inertLine(page.title));
  const styled = headingClass === undefined ? '' : ` class="${headingClass}"`;
  const status = said === undefined ? '' : `<p class="said" role="status">${htmlProse(said)}</p>`;
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    refresh === undefined ? '' : `<meta http-equiv="refresh" content="${String(refresh)}">`,
    `<title>${title} · Galley</title>`,
    `<link rel="icon" type="image/svg+xml" href="${links.icon}">`,
    `<style>${dashboardStyle}</style></head>\n<body>`,
    context.csrf === undefined ? '' : renderBar(part, context.csrf),
    `<main id="main" class="page">${status}<h1${styled}>${heading ?? title}</h1>${body}</main>\n`,
    `<footer class="page"><span>Galley ${escapeHtml(context.version)}</span></footer></body></html>\n`,
  ].join('');
}

function renderBar(part: PageParts['part'], csrf: string): string {
  const items = parts.map(([name, text, address]) => {
    const here = name === part ? ' aria-current="page"' : '';
    return `<li><a href="${address}"${here}>${text}</a></li>`;
  });
  return [
    '<a class="skip" href="#main">To the page</a>',
    '<header class="top"><div class="page"><p class="brand">Galley</p>',
    `<nav aria-label="Dashboard"><ul>${items.join('')}</ul></nav>`,
    `${renderForm(links.signOut, csrf, '<button class="quiet">Sign out</button>')}</div></header>\n`,
  ].join('');
}

/** A form that only a page of ours can send. */
export function renderForm(address: string, csrf: string, content: string): string {
  return `<form method="post" action="${escapeHtml(address)}"><input type="hidden" name="csrf" value="${escapeHtml(csrf)}">${content}</form>`;
}
