import { createHmac, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../doubles/free-port.ts';
import { temporaryFolder } from '../galley-process.ts';
import { startServe, type AppProcess } from './app-process.ts';
import { placeStore } from './store-template.ts';

export const secret = '0123456789abcdef0123456789abcdef';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export interface BareServer {
  readonly url: string;
  readonly port: number;
  /** Another one of the same data. */
  readonly start: (args?: readonly string[]) => AppProcess;
}

/** Neither GitHub nor a model answers: what comes in is kept all the same. Without a database it has its own. */
export async function bareServer(env: Record<string, string> = {}, database?: string): Promise<BareServer> {
  const home = temporaryFolder();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = join(home, 'galley');
  if (database === undefined) await placeStore(data);
  const variables = {
    APP_ID: '5',
    PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    WEBHOOK_SECRET: secret,
    GALLEY_MODEL: 'qwen2.5-coder:1.5b',
    GALLEY_DATA: data,
    PORT: String(port),
    GHE_HOST: `127.0.0.1:${await freePort()}`,
    GHE_PROTOCOL: 'http',
    ...(database !== undefined && { DATABASE_URL: database }),
    ...env,
  };
  return { url, port, start: (args) => startServe({ home, url, env: variables, ...(args && { args }) }) };
}

const body = JSON.stringify({
  ...{ action: 'opened', installation: { id: 7 }, repository: { full_name: 'olga/proof' } },
  pull_request: { number: 12, head: { sha: 'a'.repeat(40) } },
});
export const sign = (text: string): string =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

export async function deliver(url: string, id: string): Promise<number> {
  const headers = {
    ...{ 'content-type': 'application/json', 'x-github-event': 'pull_request' },
    ...{ 'x-github-delivery': id, 'x-hub-signature-256': sign(body) },
  };
  const response = await fetch(`${url}/api/github/webhooks`, { method: 'POST', headers, body });
  return response.status;
}
