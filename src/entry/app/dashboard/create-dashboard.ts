import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isGalleyError } from '../../../errors.ts';
import { dashboardIcon, dashboardPolicy } from '../../../report/dashboard/dashboard-policy.ts';
import { links } from '../../../report/dashboard/page-links.ts';
import { renderNotice } from '../../../report/dashboard/render-sign-in.ts';
import { addPages } from './add-pages.ts';
import { addSignIn } from './add-sign-in.ts';
import { createSessions } from './create-sessions.ts';
import type { DashboardEnv } from './dashboard-env.ts';
import type { DashboardOptions } from './dashboard-options.ts';
import { isForLoopback } from './is-for-loopback.ts';

/** A token and where to go: nothing of ours sends more. */
const mostFormBytes = 16 * 1024;

/** The pages below `/dashboard`, and nothing else: to be mounted at `/`. All but the sign-in ask who it is. */
export function createDashboard(options: DashboardOptions): Hono {
  const { isPublic, version, now, log } = options;
  const app = new Hono<DashboardEnv>();
  const everywhere = `${links.overview}/*`;
  app.use(everywhere, async (context: Context<DashboardEnv>, next): Promise<Response | void> => {
    // To strangers nothing is here.
    if (!isPublic && !isForLoopback(context)) return context.text('There is nothing here.\n', 404);
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    return undefined;
  });
  app.use(
    everywhere,
    bodyLimit({ maxSize: mostFormBytes, onError: (context) => context.text('Too much.\n', 413) }),
  );
  app.get(links.icon, (context) => context.body(dashboardIcon, 200, { 'content-type': 'image/svg+xml' }));
  const sessions = createSessions(options.operatorToken, options.endedSessions, now);
  addSignIn(app, sessions, options);
  addPages(app, options);
  const notice = (title: string, text: string, csrf?: string): string =>
    renderNotice(title, text, { now: now(), version, csrf });
  app.all(everywhere, (context) =>
    context.html(notice('Not here', 'There is no such page.', context.get('session')?.csrf), 404),
  );
  app.onError((error, context) => {
    const isKnown = isGalleyError(error);
    log.warn('a page of the dashboard failed', {
      path: new URL(context.req.url).pathname,
      reason: isKnown ? error.message : error.name,
    });
    const text = isKnown ? error.message : 'The reason stands in the log of the server.';
    // What failed here was not seen by the first handler.
    return context.html(notice('This page cannot be shown', text), isKnown ? 503 : 500, headers);
  });
  return app as unknown as Hono;
}

const headers = {
  'content-security-policy': dashboardPolicy,
  'cache-control': 'no-store',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
