import { judgeName } from '../apps/judge-name.ts';
import { idOf } from '../lookup.ts';
import { Refusal, errorReply, invalid, notFound, ok } from '../reply.ts';
import type { Context, Reply, Route } from '../types.ts';
import type { Delivery } from '../webhooks/webhook-options.ts';

const deliveries = '/app/hook/deliveries';

/** What an app asks about its own webhook, with its signed name. */
export const hookRoutes: readonly Route[] = [
  { method: 'GET', path: deliveries, isForApps: true, handle: list },
  {
    method: 'GET',
    path: `${deliveries}/{delivery_id}`,
    isForApps: true,
    handle: async (context) => ok(renderWhole(await deliveryOf(context))),
  },
  { method: 'POST', path: `${deliveries}/{delivery_id}/attempts`, isForApps: true, handle: attempt },
];

/** The newest first, in pages that a cursor leads to: what comes meanwhile must not shift them. */
async function list(context: Context): Promise<Reply> {
  await demandApp(context);
  const { call, inside } = context;
  const size = Math.min(Number(call.query.get('per_page') ?? '30') || 30, 100);
  const below = cursorOf(call.query.get('cursor'));
  const wanted = call.query.get('status');
  const left = inside.webhooks.deliveries
    .filter(({ id, statusCode }) => id < below && statusCode !== 0)
    .filter(({ statusCode }) => wanted === null || (wanted === 'success') === statusCode < 400)
    .toSorted((a, b) => b.id - a.id);
  const page = left.slice(0, size);
  const last = page.at(-1);
  if (last === undefined || left.length === page.length) return ok(page.map(renderItem));
  const query = new URLSearchParams(call.query);
  query.set('cursor', `v1_${last.id}`);
  return ok(page.map(renderItem), {
    link: `<${inside.apiUrl}${deliveries}?${query.toString()}>; rel="next"`,
  });
}

/** The same delivery again, under its id; what becomes of it is in the log. */
async function attempt(context: Context): Promise<Reply> {
  const { id } = await deliveryOf(context);
  void context.inside.webhooks.redeliver(id);
  return { status: 202, body: {} };
}

async function deliveryOf(context: Context): Promise<Delivery> {
  await demandApp(context);
  const id = idOf(context, 'delivery_id');
  const found = context.inside.webhooks.deliveries.find((each) => each.id === id);
  if (found === undefined) throw notFound();
  return found;
}

async function demandApp({ call, inside }: Context): Promise<void> {
  const authorization = judgeName(inside, call.headers['authorization'] ?? '');
  const { status, text } = await inside.apps.ask({
    method: 'GET',
    path: '/app',
    authorization,
    body: '',
    baseUrl: inside.apiUrl,
  });
  if (status >= 400)
    throw new Refusal(errorReply(status, String((JSON.parse(text) as { message?: unknown }).message)));
}

function cursorOf(text: string | null): number {
  if (text === null) return Infinity;
  const id = /^v1_(\d{1,15})$/.exec(text)?.[1];
  if (id === undefined) throw invalid([{ resource: 'Delivery', field: 'cursor', code: 'invalid' }]);
  return Number(id);
}

function renderItem(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: new Date(delivery.deliveredAt).toISOString(),
    redelivery: delivery.redelivery,
    duration: Math.round(delivery.durationMs / 10) / 100,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation,
    repository_id: delivery.repository,
    throttled_at: null,
  };
}

function renderWhole(delivery: Delivery): Record<string, unknown> {
  return {
    ...renderItem(delivery),
    url: '',
    request: { headers: delivery.requestHeaders, payload: delivery.payload },
    response: { headers: delivery.responseHeaders, payload: delivery.responseBody },
  };
}
