import type { RegisteredApp } from '../../../github/app/convert-manifest.ts';
import { publicApi } from '../../pull/find-pull.ts';
import type { ForgePlace } from '../settings/read-app-settings.ts';

/**
 * A line for each variable that `galley serve` needs of the app, in the one form that shells, systemd (`EnvironmentFile=`)
 * and containers (`--env-file`) read alike: without quotes, blanks and backslashes. The key is in base64 for that.
 */
export function renderCredentials(app: RegisteredApp, forge: ForgePlace): string {
  const variables: Readonly<Record<string, string>> = {
    APP_ID: String(app.id),
    PRIVATE_KEY: Buffer.from(app.privateKey).toString('base64'),
    WEBHOOK_SECRET: app.webhookSecret,
    ...forgeVariables(forge),
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return [`# ${app.page}: whoever reads this file is that app.`, ...lines, ''].join('\n');
}

/** Which forge the app is on, where that is not GitHub itself. */
function forgeVariables({ api, server }: ForgePlace): Readonly<Record<string, string>> {
  if (api === publicApi) return {};
  if (api !== `${server}/api/v3`) return { GALLEY_FORGE: api };
  const { host, protocol } = new URL(server);
  return { GHE_HOST: host, ...(protocol === 'http:' ? { GHE_PROTOCOL: 'http' } : {}) };
}
