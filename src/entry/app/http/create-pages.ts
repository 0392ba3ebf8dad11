import { Hono, type Context } from 'hono';
import type { Readiness, ReadinessReport } from '../health/create-readiness.ts';
import type { TokenCheck } from '../operator/create-token-check.ts';
import { remoteAddress } from '../operator/remote-address.ts';
import { isFromThisHost } from './is-from-this-host.ts';

export interface PagesOptions {
  readonly readiness: Pick<Readiness, 'all' | 'forWebhooks'>;
  /** Text in the format of Prometheus, and its content type. */
  readonly metrics: () => Promise<{ readonly text: string; readonly type: string }>;
  readonly token: TokenCheck;
  /** What else is served: dashboard, JSON API. */
  readonly others: readonly Hono[];
}

/** Everything but the webhooks. */
export function createPages({ readiness, metrics, token, others }: PagesOptions): Hono {
  const pages = new Hono();
  pages.get('/healthz', (context) => context.json({ status: 'ok' }));
  pages.get('/readyz', async (context) => answer(context, await readiness.all(), mayKnow(context, token)));
  pages.get('/readyz/webhooks', async (context) =>
    answer(context, await readiness.forWebhooks(), mayKnow(context, token)),
  );
  pages.get('/metrics', async (context) => {
    if (!mayKnow(context, token)) return context.text('A token is needed.\n', 401, challenge);
    const { text, type } = await metrics();
    return context.body(text, 200, { 'content-type': type, 'cache-control': 'no-store' });
  });
  for (const other of others) pages.route('/', other);
  pages.notFound((context) => context.text('There is nothing here.\n', 404));
  return pages;
}

const challenge = { 'www-authenticate': 'Bearer' };

/** Strangers learn whether it is ready, and not why not. */
function answer(context: Context, report: ReadinessReport, isKnown: boolean): Response {
  const checks = isKnown
    ? report.checks
    : Object.fromEntries(Object.entries(report.checks).map(([name, { state }]) => [name, { state }]));
  const body = { status: report.isReady ? 'ready' : 'not ready', checks };
  return context.json(body, report.isReady ? 200 : 503, { 'cache-control': 'no-store' });
}

function mayKnow(context: Context, token: TokenCheck): boolean {
  if (isFromThisHost(context)) return true;
  const [, given] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  return given !== undefined && token.check(given, remoteAddress(context)) === 'right';
}
