import { GalleyError } from '../../../errors.ts';
import { placeOfApi } from '../../pull/find-pull.ts';
import { checkPrivateKey } from './check-private-key.ts';
import { checkWebhookSecret } from './check-webhook-secret.ts';
import { readAll } from './read-all.ts';
import { readSecret, type Environment } from './read-secret.ts';

/** What a GitHub App and its server need, named as Probot names it. */
export interface AppSettings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly listen: ListenSettings;
  readonly forge: ForgePlace;
  /** Undefined: the database in the data folder. */
  readonly databaseUrl: string | undefined;
}

export interface ListenSettings {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly webhookPath: string;
}

export interface ForgePlace {
  /** Of the API, without a slash at its end. */
  readonly api: string;
  /** Where its pages and its git are. */
  readonly server: string;
}

/**
 * @param forge address of the API that the settings name; GHE_HOST comes before it
 * @throws GalleyError `invalid-config`, `invalid-usage`, `unreadable-file`: see read-all.ts
 */
export async function readAppSettings(env: Environment, forge: string | undefined): Promise<AppSettings> {
  return readAll({
    appId: () => readAppId(env['APP_ID']),
    privateKey: async () => checkPrivateKey(await readSecret(env, 'PRIVATE_KEY', 'PRIVATE_KEY_PATH')),
    webhookSecret: async () => checkWebhookSecret(await readSecret(env, 'WEBHOOK_SECRET')),
    listen: () => readListen(env),
    forge: () => readForge(env, forge),
    databaseUrl: async () => checkDatabase(await readSecret(env, 'DATABASE_URL')),
  });
}

function readAppId(text: string | undefined): number {
  if (text !== undefined && /^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new GalleyError('invalid-config', {
    what: text === undefined || text === '' ? 'APP_ID is not set' : 'APP_ID is no number',
    why: 'It is the number of the GitHub App, at the top of its settings.',
    todo: 'galley app create makes the app; galley app init tells how to make it by hand',
  });
}

export function readListen(env: Environment): ListenSettings {
  const port = env['PORT'] ?? '';
  if (port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) < 65_536))
    throw new GalleyError('invalid-config', {
      what: 'PORT is no number of a port',
      why: '',
      todo: 'export PORT=3000',
    });
  const path = env['WEBHOOK_PATH'] || '/api/github/webhooks';
  return {
    host: env['HOST'] || '127.0.0.1',
    port: port === '' ? 3000 : Number(port),
    webhookPath: path.startsWith('/') ? path : `/${path}`,
  };
}

export function readForge(env: Environment, forge: string | undefined): ForgePlace {
  const host = env['GHE_HOST'];
  if (host === undefined || host === '') return placeOfApi(forge ?? 'https://api.github.com');
  const address = `${env['GHE_PROTOCOL'] || 'https'}://${host}/api/v3`;
  if (!/^[A-Za-z0-9.[\]:-]{1,260}$/.test(host) || !URL.canParse(address))
    throw new GalleyError('invalid-config', {
      what: 'GHE_HOST is no name of a host',
      why: 'It stands alone, without https:// and without a path.',
      todo: 'export GHE_HOST=github.example.org',
    });
  return placeOfApi(address);
}

function checkDatabase(url: string | undefined): string | undefined {
  if (url === undefined || /^postgres(?:ql)?:\/\//.test(url)) return url;
  throw new GalleyError('invalid-config', {
    what: 'DATABASE_URL is no address of a PostgreSQL server',
    why: '',
    todo: 'export DATABASE_URL=postgres://USER@HOST/DATABASE, or unset it to use the database in the data folder',
  });
}
