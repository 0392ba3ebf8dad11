import { inertName } from '../../safety/inert-text.ts';
import { escapeHtml, htmlProse } from '../html/escape-html.ts';
import { links } from './page-links.ts';
import { renderPage, type PageContext } from './render-page.ts';

/**
 * @param next where to go afterwards: a path of the dashboard
 * @param problem why the last try failed; empty: there was none
 */
export function renderSignIn(next: string, problem: string, context: Omit<PageContext, 'csrf'>): string {
  const told = problem === '' ? '' : `<p class="problem" role="alert">${htmlProse(problem)}</p>`;
  const body = [
    `<form class="sign-in" method="post" action="${links.signIn}">${told}`,
    `<input type="hidden" name="next" value="${escapeHtml(inertName(next))}">`,
    // Password managers want to know whose password it is.
    '<input class="away" name="username" value="operator" autocomplete="username" readonly tabindex="-1" aria-hidden="true">',
    '<label for="token">Token of the operator</label>',
    '<input id="token" name="token" type="password" required autofocus autocomplete="current-password" maxlength="1000">',
    '<button>Sign in</button>',
    '<p class="note">It is <code>GALLEY_APP_OPERATOR_TOKEN</code> of the server, or stands in the file <code>operator-token</code> of its data folder.</p></form>',
  ].join('');
  return renderPage({ title: 'Sign in', heading: 'Galley', body }, { ...context, csrf: undefined });
}

/** A page that says one thing. */
export function renderNotice(title: string, text: string, context: PageContext): string {
  return renderPage({ title, body: `<p>${htmlProse(text)}</p>` }, context);
}
