import { Command } from 'commander';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfiguration } from '../../../../src/entry/app/start/app-configuration.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const secrets = {
  PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  WEBHOOK_SECRET: 'w'.repeat(32),
  DATABASE_URL: 'postgres://galley:hidden@db/galley',
  GITHUB_TOKEN: 'ghp_of_a_shell',
  GALLEY_TOKEN: 'ghp_of_galley',
  GALLEY_API_KEY: 'key-of-the-model-server',
  GALLEY_APP_OPERATOR_TOKEN: 'token-of-the-operator',
  GALLEY_APP_API_TOKEN: 'token-of-the-json-api',
};

let before: NodeJS.ProcessEnv;
beforeEach(() => {
  before = { ...process.env };
  const data = mkdtempSync(join(tmpdir(), 'galley-configuration-'));
  Object.assign(process.env, secrets, { APP_ID: '5', GALLEY_DATA: data, XDG_CONFIG_HOME: data });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

it('S6: secrets leave the environment of children, and each review knows the key of the model server', async () => {
  const { loadSettings, operatorToken, apiToken } = await readConfiguration(new Command('serve'));
  const left = Object.values(process.env);
  for (const [name, value] of Object.entries(secrets)) {
    expect(process.env[name], name).toBeUndefined();
    expect(
      left.some((one) => one?.includes(value)),
      name,
    ).toBe(false);
  }
  expect([operatorToken, apiToken]).toEqual([
    secrets.GALLEY_APP_OPERATOR_TOKEN,
    secrets.GALLEY_APP_API_TOKEN,
  ]);
  const { settings } = await loadSettings({ from: 'folder', root: undefined });
  expect(settings.apiKey).toBe(secrets.GALLEY_API_KEY);
});
