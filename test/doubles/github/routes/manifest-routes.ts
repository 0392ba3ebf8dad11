import { randomBytes } from 'node:crypto';
import { readManifest } from '../apps/manifest.ts';
import type { Manifest } from '../apps/manifest.ts';
import { renderManifestPage, renderRefusedManifest } from '../page/render-manifest.ts';
import { created, notFound } from '../reply.ts';
import { renderApp } from '../render/render-check.ts';
import { renderUser } from '../render/render-user.ts';
import type { Context, Reply, Route } from '../types.ts';

const hour = 60 * 60 * 1000;
/** Who is signed in to the pages. */
const person = 'olga';

/** How an app comes to be from a manifest: a page, its button, and a code for the credentials. */
export const manifestRoutes: readonly Route[] = [
  ...['', '/organizations/{org}'].flatMap((owner): Route[] => [
    { method: 'POST', path: `${owner}/settings/apps/new`, isPage: true, handle: showManifest },
    { method: 'POST', path: `${owner}/settings/apps/manifest`, isPage: true, handle: makeApp },
  ]),
  { method: 'POST', path: '/app-manifests/{code}/conversions', isForApps: true, handle: convert },
];

function showManifest({ call, params }: Context): Reply {
  const manifest = readManifest(call.body['manifest']);
  if (typeof manifest === 'string') return html(422, renderRefusedManifest(manifest));
  const state = call.query.get('state') ?? '';
  return html(200, renderManifestPage(manifest, String(call.body['manifest']), state, ownerOf(params)));
}

/** The button "Create GitHub App": sends the browser back with a code, and with the state that it came with. */
function makeApp({ call, params, inside }: Context): Reply {
  const manifest = readManifest(call.body['manifest']);
  if (typeof manifest === 'string') return html(422, renderRefusedManifest(manifest));
  const slug = slugOf(manifest);
  if (inside.apps.apps.some((app) => app.slug === slug))
    return html(422, renderRefusedManifest('Name is already taken'));
  inside.apps.add({ id: inside.nextId(), slug, permissions: manifest.permissions, installations: [] });
  const code = randomBytes(20).toString('hex');
  inside.state.conversions.push({
    ...{ code, app: slug, owner: ownerOf(params), events: manifest.events },
    webhookSecret: randomBytes(20).toString('hex'),
    expiresAt: inside.now() + hour,
    isUsed: false,
  });
  const target = new URL(manifest.redirectUrl);
  target.searchParams.set('code', code);
  const state = call.body['state'];
  if (typeof state === 'string' && state !== '') target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
}

/** Nobody is asked who they are: whoever has the code gets the credentials, once, within an hour. */
function convert({ inside, params }: Context): Reply {
  const found = inside.state.conversions.find(({ code }) => code === params['code']);
  if (found === undefined || found.isUsed || inside.now() >= found.expiresAt) throw notFound('apps/apps');
  found.isUsed = true;
  const app = inside.apps.apps.find(({ slug }) => slug === found.app);
  if (app === undefined) throw notFound('apps/apps');
  return created({
    ...renderApp(inside, app.slug),
    ...{
      id: app.id,
      owner: renderUser(inside, found.owner),
      permissions: app.permissions,
      events: found.events,
    },
    client_id: `Iv23${found.code.slice(0, 16)}`,
    client_secret: found.code.slice(0, 40),
    webhook_secret: found.webhookSecret,
    pem: inside.apps.keyOf(app.slug),
  });
}

function slugOf({ name }: Manifest): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function ownerOf(params: Readonly<Record<string, string>>): string {
  return params['org'] ?? person;
}

function html(status: number, text: string): Reply {
  return { status, text, headers: { 'content-type': 'text/html; charset=utf-8' } };
}
