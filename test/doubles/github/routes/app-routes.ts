import { judgeName } from '../apps/judge-name.ts';
import { actorOf } from '../lookup.ts';
import { paged } from '../paginate.ts';
import { Refusal, errorReply, notFound, ok } from '../reply.ts';
import { renderApp } from '../render/render-check.ts';
import { renderInstallation, repositoriesOf, selection } from '../render/render-installation.ts';
import { renderRepository } from '../render/render-repository.ts';
import type { Installation } from '../state/installations.ts';
import type { Context, Inside, Method, Needs, Reply, Route } from '../types.ts';

type Json = Record<string, unknown>;

/** What apps ask with their signed name; `emulate` judges the signature, the installation and what it may have. */
export const appRoutes: readonly Route[] = [
  forApps('GET', '/app', ({ inside }, body) => ({
    ...renderApp(inside, String(body['slug'])),
    id: body['id'],
    permissions: body['permissions'],
    installations_count: body['installations_count'],
  })),
  forApps('GET', '/app/installations', ({ inside }, list) =>
    (list as unknown as Json[]).map((each) => renderInstallation(inside, installed(inside, each))),
  ),
  forApps('GET', '/app/installations/{installation_id}', ({ inside }, body) =>
    renderInstallation(inside, installed(inside, body)),
  ),
  forApps('GET', '/repos/{owner}/{repo}/installation', ({ inside }, body) =>
    renderInstallation(inside, installed(inside, body)),
  ),
  forApps('POST', '/app/installations/{installation_id}/access_tokens', giveToken),
  { method: 'GET', path: '/installation/repositories', handle: listRepositories },
];

function forApps(method: Method, path: string, render: (context: Context, body: Json) => unknown): Route {
  return {
    method,
    path,
    isForApps: true,
    async handle(context): Promise<Reply> {
      const { call, inside } = context;
      const answer = await inside.apps.ask({
        method,
        path: call.path,
        authorization: judgeName(inside, call.headers['authorization'] ?? ''),
        body: call.rawBody,
        baseUrl: inside.apiUrl,
      });
      const body = JSON.parse(answer.text) as Json;
      if (answer.status >= 400) throw new Refusal(errorReply(answer.status, String(body['message'])));
      return { ...ok(render(context, body)), status: answer.status };
    },
  };
}

/** The token that `emulate` made becomes one of the double, for the double's own clock and repositories. */
function giveToken({ inside, params }: Context, body: Json): unknown {
  const installation = installed(inside, { id: Number(params['installation_id']) });
  if (installation.suspendedAt !== null) {
    throw new Refusal(errorReply(403, 'This installation has been suspended'));
  }
  const expiresAt = inside.now() + 60 * 60 * 1000;
  const named = (body['repositories'] as { full_name: string }[] | undefined)?.map((each) => each.full_name);
  const isSelected = body['repository_selection'] === 'selected';
  const reached = repositoriesOf(inside, installation).filter(
    ({ fullName }) => !isSelected || named?.includes(fullName),
  );
  inside.tokens.set(String(body['token']), {
    login: `${installation.app}[bot]`,
    type: 'Bot',
    permissions: body['permissions'] as Needs,
    scope: reached.map(({ fullName }) => fullName),
    expiresAt,
    installation: installation.id,
  });
  return {
    token: body['token'],
    expires_at: new Date(expiresAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    permissions: body['permissions'],
    repository_selection: body['repository_selection'],
    ...(isSelected ? { repositories: reached.map((each) => renderRepository(inside, each)) } : {}),
  };
}

/** What a token of an installation reaches. */
function listRepositories(context: Context): Promise<Reply> {
  const { installation: id, scope } = actorOf(context);
  const { inside } = context;
  if (id === undefined)
    throw new Refusal(errorReply(403, 'You must authenticate with an installation access token'));
  const installation = installed(inside, { id });
  const reached = repositoriesOf(inside, installation).filter(
    ({ fullName }) => scope?.includes(fullName) ?? true,
  );
  const wrap = (repositories: readonly unknown[]): unknown => ({
    total_count: reached.length,
    repository_selection: selection(installation),
    repositories,
  });
  return paged(context, reached, (each) => renderRepository(inside, each), wrap);
}

function installed(inside: Inside, { id }: Json): Installation {
  const found = inside.state.installations.find((each) => each.id === id);
  if (found === undefined) throw notFound();
  return found;
}
