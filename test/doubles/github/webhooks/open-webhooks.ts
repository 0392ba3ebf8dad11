import { randomUUID } from 'node:crypto';
import type { ForgeEvent } from '../state/state.ts';
import { reaches } from '../state/installations.ts';
import type { Installation } from '../state/installations.ts';
import type { Inside } from '../types.ts';
import { payloadOf } from './render-payload.ts';
import { failDelivery, sendDelivery } from './send-delivery.ts';
import type { Delivery, Handling, WebhookOptions } from './webhook-options.ts';

/** Of an event: what decides about it. */
type Choose = (delivery: Delivery) => Handling;

export interface Webhooks {
  /** Every attempt, the oldest first. */
  readonly deliveries: readonly Delivery[];
  /** Tells of an event; nothing happens where no webhook is set or no installation reaches the repository. */
  readonly tell: (inside: Inside, event: ForgeEvent) => void;
  /** Sets or changes the webhook of the app. */
  readonly pointTo: (options: WebhookOptions) => void;
  /** What becomes of deliveries from now on; default `send`. */
  readonly handle: (how: Handling | Choose) => void;
  /** Sends what was held, in the order that the list is brought to. */
  readonly release: (order?: (held: readonly Delivery[]) => readonly Delivery[]) => Promise<void>;
  /** Another attempt under the same id; undefined: there is no such delivery. Resolves when it was answered. */
  readonly redeliver: (id: number) => Promise<Delivery | undefined>;
  /** Waits until everything that is not held has been answered or has failed. */
  readonly settled: () => Promise<void>;
}

/** What of an app is told with every delivery. */
type AppId = (slug: string) => number;

/** @param complain hears of payloads that could not be made */
export function openWebhooks(
  first: WebhookOptions | undefined,
  clock: { readonly now: () => number; readonly nextId: () => number },
  appId: AppId,
  complain: (said: string) => void,
): Webhooks {
  let hook = first;
  let choose: Choose = () => 'send';
  let line: Promise<void> = Promise.resolve();
  const deliveries: Delivery[] = [];
  const held: Delivery[] = [];
  const underway = new Set<Promise<void>>();

  const send = (delivery: Delivery): Promise<void> => {
    if (hook === undefined) return Promise.resolve();
    deliveries.push(delivery);
    const sent = sendDelivery(delivery, hook, appId(hook.app ?? ''), clock.now);
    underway.add(sent);
    return sent.finally(() => underway.delete(sent));
  };
  const post = (delivery: Delivery): void => {
    const how = choose(delivery);
    if (how === 'hold') held.push(delivery);
    if (how === 'send' || how === 'twice') void send(delivery);
    if (how === 'twice') void send({ ...delivery, id: clock.nextId() });
    if (how !== 'drop') return;
    deliveries.push(delivery);
    failDelivery(delivery, 502);
  };

  return {
    deliveries,
    tell(inside, event) {
      const installation = hook && hearer(inside, event, hook);
      if (installation === undefined) return;
      const rendering = payloadOf(inside, event, installation);
      if (rendering === undefined) return;
      // It is awaited when its turn comes.
      rendering.catch(() => undefined);
      const blank = blankDelivery(inside, event, installation, clock.nextId());
      line = line.then(async () => {
        try {
          post({ ...blank, payload: await rendering });
        } catch (error) {
          complain(`${event.name}.${event.action}: ${String(error)}`);
        }
      });
    },
    pointTo(options) {
      hook = options;
    },
    handle(how) {
      choose = typeof how === 'string' ? () => how : how;
    },
    async release(order = (list) => list) {
      await line;
      await Promise.all(order(held.splice(0)).map(send));
    },
    async redeliver(id) {
      const before = deliveries.find((each) => each.id === id);
      if (before === undefined) return undefined;
      const again: Delivery = { ...before, ...unanswered, id: clock.nextId(), redelivery: true };
      await send(again);
      return again;
    },
    async settled() {
      for (let seen = line; ; seen = line) {
        await seen;
        await Promise.all(underway);
        if (seen === line && underway.size === 0) return;
      }
    },
  };
}

const unanswered = {
  durationMs: 0,
  status: 'pending',
  statusCode: 0,
  responseHeaders: null,
  responseBody: null,
} as const;

function blankDelivery(
  inside: Inside,
  event: ForgeEvent,
  installation: Installation,
  id: number,
): Omit<Delivery, 'payload'> {
  const repository = inside.state.repositories.find(({ fullName }) => fullName === event.repository);
  return {
    ...unanswered,
    id,
    guid: randomUUID(),
    event: event.name,
    action: event.action,
    installation: installation.id,
    repository: repository?.id ?? null,
    redelivery: false,
    deliveredAt: inside.now(),
    requestHeaders: {},
  };
}

/** The installation whose app is told; undefined: it does not hear of this. */
function hearer(inside: Inside, event: ForgeEvent, hook: WebhookOptions): Installation | undefined {
  const app = hook.app ?? inside.apps.apps[0]?.slug;
  if (event.installation !== undefined)
    return event.installation.app === app ? event.installation : undefined;
  if (hook.events?.includes(event.name) === false) return undefined;
  return inside.state.installations.find(
    (each) => each.app === app && each.suspendedAt === null && reaches(each, event.repository),
  );
}
