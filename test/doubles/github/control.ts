import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GitHubDouble } from './start-github.ts';
import type { Handling, WebhookOptions } from './webhooks/webhook-options.ts';

const prefix = '/__double/';

/**
 * What another process asks of the double itself. Such requests are not recorded.
 *
 * - `GET state`: all that is stored, what came, what was delivered
 * - `GET keys`: the private keys of the apps, by slug
 * - `POST pushed` with `{"owner","repo","ref"}`: git moved a branch
 * - `POST act` with `{"act","with"}`: one of the acts that people do, with its arguments
 * - `POST webhooks` with any of `{"pointTo","handle","release"}`
 *
 * False: the request is about something else.
 */
export function control(double: GitHubDouble, req: IncomingMessage, res: ServerResponse): boolean {
  const path = req.url ?? '';
  if (!path.startsWith(prefix)) return false;
  answer(double, `${req.method} ${path.slice(prefix.length)}`, req).then(
    (body) => {
      res.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body ?? {}));
    },
    (error: unknown) => res.writeHead(500).end(String(error)),
  );
  return true;
}

async function answer(double: GitHubDouble, question: string, req: IncomingMessage): Promise<unknown> {
  const { state, requests, drift, impatient, inside } = double;
  if (question === 'GET state') {
    return { state, requests, drift, impatient, deliveries: double.webhooks.deliveries };
  }
  if (question === 'GET keys') {
    return Object.fromEntries(inside.apps.apps.map(({ slug }) => [slug, inside.apps.keyOf(slug)]));
  }
  if (question === 'POST pushed') {
    const said = (await bodyOf(req)) as Record<'owner' | 'repo' | 'ref', string>;
    await double.pushed(said.owner, said.repo, said.ref);
    return { pushed: said.ref };
  }
  if (question === 'POST act') return { done: await act(double, (await bodyOf(req)) as Asked) };
  if (question !== 'POST webhooks') return undefined;
  const { pointTo, handle, release } = (await bodyOf(req)) as WebhookOrders;
  if (pointTo !== undefined) double.webhooks.pointTo(pointTo);
  if (handle !== undefined) double.webhooks.handle(handle);
  if (release === true) await double.webhooks.release();
  return {};
}

interface WebhookOrders {
  readonly pointTo?: WebhookOptions;
  readonly handle?: Handling;
  readonly release?: boolean;
}

interface Asked {
  readonly act: string;
  readonly with: readonly unknown[];
}

/** Acts whose arguments can be said in JSON. */
const acts = [
  'createRepository',
  'commit',
  'createPullRequest',
  'comment',
  'reply',
  'resolve',
  'react',
  'pressAction',
  'rerunCheck',
  'rerunSuite',
  'install',
  'uninstall',
  'suspend',
  'unsuspend',
  'selectRepositories',
] as const;

async function act(double: GitHubDouble, { act: name, with: args }: Asked): Promise<unknown> {
  const known = acts.find((each) => each === name);
  if (known === undefined) throw new Error(`no act ${name}`);
  const done: unknown = await (double[known] as (...all: readonly unknown[]) => unknown)(...args);
  return done ?? null;
}

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
