import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';

const names = ['api.github.com', 'github.com'] as const;

/** Files that make this machine know, and believe, a GitHub.com of its own: all that `standIn` needs of its folder. */
export interface Disguise {
  readonly hosts: string;
  readonly certificates: string;
  /** Of the stand-in alone. */
  readonly certificate: string;
  readonly key: string;
}

/** Makes a certificate for GitHub's names, and copies of the system's lists that hold it. Needs openssl. */
export function makeDisguise(folder: string, systemCertificates: string): Disguise {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const alternative = names.map((name) => `DNS:${name}`).join(',');
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${names[0]}`];
  execFileSync(
    'openssl',
    [...args, '-addext', `subjectAltName=${alternative}`, '-keyout', key, '-out', certificate],
    {
      stdio: 'ignore',
    },
  );
  const hosts = join(folder, 'hosts');
  writeFileSync(hosts, ['localhost', ...names].map((name) => `127.0.0.1 ${name}\n`).join(''));
  const certificates = join(folder, 'certificates.pem');
  writeFileSync(certificates, readFileSync(systemCertificates, 'utf8') + readFileSync(certificate, 'utf8'));
  return { hosts, certificates, certificate, key };
}

/** Serves the GitHub double at `double` as https://api.github.com and https://github.com. */
export async function standIn(double: string, { certificate, key }: Disguise): Promise<Server> {
  const pass = getRequestListener((asked) => passOn(asked, double), { overrideGlobalObjects: false });
  const tls = { cert: readFileSync(certificate), key: readFileSync(key) };
  const server = createServer(tls, (request, response) => void pass(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(443, '127.0.0.1', resolve);
  });
  return server;
}

async function passOn(asked: Request, double: string): Promise<Response> {
  const { pathname, search } = new URL(asked.url);
  const body = await asked.arrayBuffer();
  const headers = new Headers(asked.headers);
  for (const name of ['connection', 'content-length', 'host', 'transfer-encoding']) headers.delete(name);
  const answer = await fetch(`${double}${pathname}${search}`, {
    ...{ method: asked.method, headers, redirect: 'manual' },
    ...(body.byteLength > 0 && { body }),
  });
  const link = answer.headers.get('link');
  const own = new Headers(answer.headers);
  own.delete('content-length');
  if (link !== null) own.set('link', asGitHub(link, double));
  const isText = /json|text/.test(answer.headers.get('content-type') ?? '');
  const content = isText ? asGitHub(await answer.text(), double) : await answer.arrayBuffer();
  return new Response(answer.status === 204 || answer.status === 304 ? null : content, {
    ...{ status: answer.status, headers: own },
  });
}

/** Addresses of pages and of git are at another name than those of the API. */
function asGitHub(text: string, double: string): string {
  return text
    .replaceAll(`_url":"${double}`, '_url":"https://github.com')
    .replaceAll(double, 'https://api.github.com');
}
