import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GitHubDouble } from './start-github.ts';

const prefix = '/__double/';

/**
 * What another process asks of the double itself: `GET /__double/state` shows all that is stored and what came,
 * `POST /__double/pushed` with `{"owner","repo","ref"}` says that git moved a branch. Such requests are not recorded.
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
  const { state, requests, drift, impatient } = double;
  if (question === 'GET state') return { state, requests, drift, impatient };
  if (question !== 'POST pushed') return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const said = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<'owner' | 'repo' | 'ref', string>;
  await double.pushed(said.owner, said.repo, said.ref);
  return { pushed: said.ref };
}
