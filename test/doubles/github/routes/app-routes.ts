import { Refusal, errorReply, ok } from '../reply.ts';
import { renderApp } from '../render/render-check.ts';
import { renderRepository } from '../render/render-repository.ts';
import { renderUser } from '../render/render-user.ts';
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
    (list as unknown as Json[]).map((each) => renderInstallation(inside, each)),
  ),
  forApps('GET', '/app/installations/{installation_id}', ({ inside }, body) =>
    renderInstallation(inside, body),
  ),
  forApps('GET', '/repos/{owner}/{repo}/installation', ({ inside }, body) =>
    renderInstallation(inside, body),
  ),
  forApps('POST', '/app/installations/{installation_id}/access_tokens', giveToken),
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
        authorization: call.headers['authorization'] ?? '',
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
  const installation = Number(params['installation_id']);
  const app = inside.apps.apps.find(({ installations }) =>
    installations.some(({ id }) => id === installation),
  );
  if (app === undefined) throw new Error(`no app is installed as ${installation}`);
  const account = app.installations.find(({ id }) => id === installation)?.account ?? '';
  const expiresAt = inside.now() + 60 * 60 * 1000;
  const named = (body['repositories'] as { full_name: string }[] | undefined)?.map((each) => each.full_name);
  const isSelected = body['repository_selection'] === 'selected';
  const reached = inside.state.repositories.filter(
    ({ owner, fullName }) => owner === account && (!isSelected || named?.includes(fullName)),
  );
  inside.tokens.set(String(body['token']), {
    login: `${app.slug}[bot]`,
    type: 'Bot',
    permissions: body['permissions'] as Needs,
    scope: reached.map(({ fullName }) => fullName),
    expiresAt,
  });
  return {
    token: body['token'],
    expires_at: new Date(expiresAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    permissions: body['permissions'],
    repository_selection: body['repository_selection'],
    ...(isSelected ? { repositories: reached.map((each) => renderRepository(inside, each)) } : {}),
  };
}

function renderInstallation(inside: Inside, body: Json): Json {
  const { account } = body as { account: { login: string } };
  const user = renderUser(inside, account.login);
  return { ...body, account: user, target_id: user['id'] };
}
