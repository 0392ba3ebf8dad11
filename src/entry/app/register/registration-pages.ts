import { Hono, type Context } from 'hono';
import { dashboardIcon, pagePolicy } from '../../../report/dashboard/dashboard-policy.ts';
import { links } from '../../../report/dashboard/page-links.ts';
import { isManifestCode } from '../../../github/app/convert-manifest.ts';
import { isForLoopback } from '../dashboard/is-for-loopback.ts';
import { isSame } from '../dashboard/create-sessions.ts';

export interface RegistrationOptions {
  /** First part of every path: without it nothing is here, for other users of this machine either. */
  readonly key: string;
  /** Goes to the forge and must come back. */
  readonly state: string;
  /** Origin that the form may be sent to. */
  readonly forge: string;
  /** The page with the form. */
  readonly form: () => string;
  /** Takes the code; asked once. Resolves with the last page, whatever became of it. */
  readonly finish: (code: string) => Promise<string>;
}

/** The way out and the way back, below the key. */
export function callbackPath(key: string): string {
  return `/${key}/made`;
}

/** The pages from which an app is made: a form, and where the forge sends the browser afterwards. */
export function registrationPages({ key, state, forge, form, finish }: RegistrationOptions): Hono {
  const pages = new Hono();
  let isTaken = false;
  pages.use('*', async (context: Context, next): Promise<Response | void> => {
    if (!isForLoopback(context)) return nothing(context);
    await next();
    for (const [name, value] of Object.entries(headersFor(forge)))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    return undefined;
  });
  // The last page shows it too, when nobody is here any more.
  const icon = { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' };
  pages.get(links.icon, (context) => context.body(dashboardIcon, 200, icon));
  pages.get('/:key', (context) =>
    isSame(context.req.param('key'), key) ? context.html(form()) : nothing(context),
  );
  pages.get('/:key/made', async (context) => {
    if (!isSame(context.req.param('key'), key)) return nothing(context);
    const { code = '', state: given = '' } = context.req.query();
    if (!isSame(given, state) || !isManifestCode(code))
      return context.text('This did not begin here: open the address that the command printed.\n', 403);
    if (isTaken) return context.text('This was done already: see what the command says.\n', 409);
    isTaken = true;
    const page = await finish(code);
    // Nothing comes after it, and whoever ends the server waits for this connection.
    return context.html(page, 200, { connection: 'close' });
  });
  pages.notFound(nothing);
  return pages;
}

function nothing(context: Context): Response {
  return context.text('There is nothing here.\n', 404);
}

function headersFor(forge: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': pagePolicy(forge),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // The forge sees which origin a form comes from, and nobody the path, which holds the key.
    'referrer-policy': 'strict-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
