import { settingKeys } from '../../../src/config/schema.ts';
import { variableOf } from '../../../src/config/environment.ts';

/** What `galley serve` reads beside its settings, in Probot's words. */
const app =
  'APP_ID PRIVATE_KEY PRIVATE_KEY_PATH WEBHOOK_SECRET WEBHOOK_SECRET_FILE WEBHOOK_PATH DATABASE_URL DATABASE_URL_FILE ' +
  'PORT HOST GHE_HOST GHE_PROTOCOL';

/** What Node, git and the system read. */
const platform = 'HOME NODE_ENV NODE_EXTRA_CA_CERTS GIT_SSL_CAINFO';

/** Variables that mean something to the server. One that Galley does not know stops it. */
export const knownVariables: ReadonlySet<string> = new Set([
  ...`${app} ${platform}`.split(' '),
  ...settingKeys.map(variableOf),
]);

export function unknownAmong(names: Iterable<string>): string[] {
  return [...names].filter((name) => !knownVariables.has(name));
}
