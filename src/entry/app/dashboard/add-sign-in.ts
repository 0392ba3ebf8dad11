import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { links } from '../../../report/dashboard/page-links.ts';
import { renderSignIn } from '../../../report/dashboard/render-sign-in.ts';
import { remoteAddress } from '../operator/remote-address.ts';
import type { DashboardOptions } from './dashboard-options.ts';
import { isSame, sessionSeconds, type Sessions } from './create-sessions.ts';
import type { DashboardEnv } from './dashboard-env.ts';

const cookieName = 'galley-dashboard';

/** Asks for the token of the operator before anything is shown, and lets nobody send a form in the operator's name. */
export function addSignIn(
  app: Hono<DashboardEnv>,
  sessions: Sessions,
  { operator, version, now, log }: Pick<DashboardOptions, 'operator' | 'version' | 'now' | 'log'>,
): void {
  const page = (context: Context, next: string, problem: string): string =>
    renderSignIn(nextPath(next, context.req.url), problem, { now: now(), version });

  app.get(links.signIn, (context) => context.html(page(context, context.req.query('next') ?? '', '')));

  app.post(links.signIn, async (context) => {
    if (!isOwnPage(context)) return context.text('This form was sent from elsewhere.\n', 403);
    const { token, next } = await readForm(context);
    const from = remoteAddress(context);
    const answer = operator.check(token, from);
    if (answer === 'right') {
      setCookie(context, cookieName, sessions.begin(), {
        ...{ path: links.overview, httpOnly: true, sameSite: 'Strict', maxAge: sessionSeconds },
        secure: isSecure(context),
      });
      return context.redirect(nextPath(next, context.req.url), 303);
    }
    log.warn('somebody could not sign in to the dashboard', { from, answer });
    if (answer === 'wrong') return context.html(page(context, next, 'That is not the token.'), 403);
    const seconds = operator.secondsLeft(from);
    context.header('retry-after', String(seconds));
    return context.html(page(context, next, `Too many wrong tokens. Try again in ${seconds} s.`), 429);
  });

  app.use(`${links.overview}/*`, async (context: Context<DashboardEnv>, next): Promise<Response | void> => {
    const session = await sessions.read(getCookie(context, cookieName));
    context.set('session', session);
    const isReading = context.req.method === 'GET' || context.req.method === 'HEAD';
    if (session === undefined) {
      const { pathname, search } = new URL(context.req.url);
      const wanted = isReading ? `?next=${encodeURIComponent(pathname + search)}` : '';
      return context.redirect(`${links.signIn}${wanted}`, 303);
    }
    if (!isReading) {
      const { csrf } = await readForm(context);
      if (!isOwnPage(context) || !isSame(csrf, session.csrf))
        return context.text('This form was sent from elsewhere, or its page is too old.\n', 403);
    }
    return next();
  });

  app.post(links.signOut, async (context) => {
    const session = context.get('session');
    if (session !== undefined) await sessions.end(session);
    deleteCookie(context, cookieName, { path: links.overview });
    return context.redirect(links.signIn, 303);
  });
}

type Form = Readonly<Record<'token' | 'next' | 'csrf', string>>;

async function readForm(context: Context): Promise<Form> {
  const form: Readonly<Record<string, unknown>> = await context.req.parseBody().catch(() => ({}));
  const text = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
  return { token: text('token'), next: text('next'), csrf: text('csrf') };
}

/** Only a path of the dashboard: a link to the sign-in must not lead anywhere else afterwards. */
function nextPath(next: string, base: string): string {
  if (!URL.canParse(next, base)) return links.overview;
  const { origin, pathname, search } = new URL(next, base);
  const isOurs = pathname === links.overview || pathname.startsWith(`${links.overview}/`);
  const isPage = isOurs && pathname !== links.signIn && pathname !== links.signOut;
  return origin === new URL(base).origin && isPage ? pathname + search : links.overview;
}

/** Browsers say where a form comes from; who says nothing is no browser of today. */
function isOwnPage(context: Context): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = context.req.header('origin');
  const host = context.req.header('host');
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** A proxy that speaks HTTPS says so. Who says so without one only makes their own browser keep the cookie to itself. */
function isSecure(context: Context): boolean {
  const told = context.req.header('x-forwarded-proto')?.split(',')[0]?.trim();
  return context.req.url.startsWith('https:') || told === 'https';
}
