import { renderPage, type PageContext } from '../dashboard/render-page.ts';
import { renderFacts, renderTable } from '../dashboard/render-table.ts';
import { escapeHtml, htmlName, htmlProse } from '../html/escape-html.ts';

/** An app that is to be made. */
export interface RegistrationForm {
  readonly name: string;
  /** Where the app gets its webhooks. */
  readonly webhook: string;
  /** Undefined: whoever is signed in. */
  readonly organisation: string | undefined;
  readonly permissions: readonly { readonly name: string; readonly access: string; readonly why: string }[];
  readonly events: readonly string[];
  /** Where the form goes, with its state. */
  readonly target: string;
  /** What it brings: JSON. */
  readonly manifest: string;
}

type Context = Omit<PageContext, 'csrf'>;

/** A page with one button, which needs no script. */
export function renderRegistration(form: RegistrationForm, context: Context): string {
  const { host } = new URL(form.target);
  const owner = form.organisation === undefined ? `who is signed in at ${host}` : form.organisation;
  const body = [
    renderFacts([
      ['Name', htmlName(form.name)],
      ['Owner', htmlName(owner)],
      ['Webhooks go to', htmlName(form.webhook)],
      ['Events', escapeHtml(form.events.join(', '))],
    ]),
    '<h2>What it may do</h2>',
    renderTable(
      form.permissions,
      [
        { name: 'Permission', cell: ({ name }) => `<code>${escapeHtml(name)}</code>` },
        { name: 'Access', cell: ({ access }) => escapeHtml(access) },
        { name: 'Why', cell: ({ why }) => escapeHtml(why) },
      ],
      '',
    ),
    `<form class="acts" method="post" action="${escapeHtml(form.target)}">`,
    `<input type="hidden" name="manifest" value="${escapeHtml(form.manifest)}">`,
    `<button class="main">Create it at ${htmlName(host)}</button>`,
    `<span class="muted">Sign in there first. ${htmlName(host)} asks once more.</span></form>`,
    '<p class="note">Its private key and webhook secret come to the command that showed you this page, and stay on that machine.</p>',
  ].join('');
  return renderPage({ title: 'A GitHub App for Galley', body }, { ...context, csrf: undefined });
}

/** What became of it. */
export interface Registration {
  readonly slug: string;
  /** Of the app, on the forge. */
  readonly page: string;
  /** Where its credentials are. */
  readonly file: string;
}

export function renderRegistered({ slug, page, file }: Registration, context: Context): string {
  const body = [
    `<p class="said" role="status">The app ${htmlName(slug)} is made. Its credentials are in <code>${htmlName(file)}</code>.</p>`,
    '<h2>Next</h2>',
    `<p><a href="${escapeHtml(`${page}/installations/new`)}" rel="noreferrer">Install it on repositories</a>,`,
    ' then start the server: the command says how. This page can be closed.</p>',
  ].join('');
  return renderPage({ title: 'The app is made', body }, { ...context, csrf: undefined });
}

export function renderUnregistered(problem: string, todo: string, context: Context): string {
  const body = `<p class="problem" role="alert">${htmlProse(problem)}</p><p>${htmlProse(todo)}</p>`;
  return renderPage({ title: 'The app has no credentials', body }, { ...context, csrf: undefined });
}
