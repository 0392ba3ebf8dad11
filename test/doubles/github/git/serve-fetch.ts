import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveGit } from '../../git-http.ts';
import type { Inside } from '../types.ts';

/**
 * Answers what `git fetch` asks of `OWNER/NAME.git`, for tokens that may read contents: `x-access-token:TOKEN` as the
 * password of Basic authorisation, as GitHub takes it. False: the request is about something else.
 */
export function serveFetch(
  inside: Inside,
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const path = request.url ?? '/';
  const [, name] = /^\/([^/]+\/[^/]+)\.git\/(?:info\/refs|git-upload-pack)(?:\?|$)/.exec(path) ?? [];
  if (name === undefined) return false;
  const token = inside.tokens.get(passwordOf(request.headers.authorization));
  const mayRead = token?.permissions.contents !== undefined && token.scope?.includes(name) !== false;
  if (mayRead) serveGit(request, response, path, { root: folder });
  else
    response.writeHead(token === undefined ? 401 : 403, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
  return true;
}

function passwordOf(header: string | undefined): string {
  const [, encoded = ''] = /^Basic (\S+)$/i.exec(header ?? '') ?? [];
  return Buffer.from(encoded, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
}
