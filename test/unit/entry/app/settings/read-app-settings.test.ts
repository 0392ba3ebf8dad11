import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAppSettings } from '../../../../../src/entry/app/settings/read-app-settings.ts';
import { readOperatorToken } from '../../../../../src/entry/app/settings/read-operator-token.ts';
import { GalleyError } from '../../../../../src/errors.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const secret = 's3cret'.repeat(6);
const env = { APP_ID: '12', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret };
const read = (more: Record<string, string | undefined>, forge?: string) =>
  readAppSettings({ ...env, ...more }, forge);
const refused = async (more: Record<string, string | undefined>): Promise<GalleyError> => {
  const error = await read(more).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GalleyError);
  return error as GalleyError;
};

describe('readAppSettings', () => {
  it('takes what Probot takes, and listens on this host alone', async () => {
    const settings = await read({});
    expect(settings.appId).toBe(12);
    expect(settings.privateKey).toContain('-----BEGIN PRIVATE KEY-----');
    expect(settings.listen).toEqual({ host: '127.0.0.1', port: 3000, webhookPath: '/api/github/webhooks' });
    expect(settings.forge).toEqual({ api: 'https://api.github.com', server: 'https://github.com' });
    expect(settings.databaseUrl).toBeUndefined();
  });

  it('takes a key on one line, in base64 and from a file', async () => {
    const { privateKey: wanted } = await read({});
    const file = join(await mkdtemp(join(tmpdir(), 'galley-key-')), 'key.pem');
    await writeFile(file, privateKey);
    const forms = [
      { PRIVATE_KEY: privateKey.replaceAll('\n', '\\n') },
      { PRIVATE_KEY: Buffer.from(privateKey).toString('base64') },
      { PRIVATE_KEY: '', PRIVATE_KEY_PATH: file },
    ];
    for (const form of forms) expect((await read(form)).privateKey).toBe(wanted);
  });

  it.each([undefined, '', 'development', 'x'.repeat(31)])('S1: refuses the secret %j', async (value) => {
    const error = await refused({ WEBHOOK_SECRET: value });
    expect(error.message).toMatch(/^WEBHOOK_SECRET /);
    expect(error.todo).toContain('openssl rand -hex 32');
  });

  it('counts bytes of the secret, and reads it from a file', async () => {
    expect((await read({ WEBHOOK_SECRET: 'ä'.repeat(16) })).webhookSecret).toHaveLength(16);
    const file = join(await mkdtemp(join(tmpdir(), 'galley-secret-')), 'secret');
    await writeFile(file, `${secret}\n`);
    const { webhookSecret } = await read({ WEBHOOK_SECRET: undefined, WEBHOOK_SECRET_FILE: file });
    expect(webhookSecret).toBe(secret);
  });

  it('says which file cannot be read', async () => {
    const error = await refused({ PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nowhere/key.pem' });
    expect(error.why).toBe('/nowhere/key.pem: ENOENT.');
  });

  it('refuses what is no key of GitHub, and shows nothing of it', async () => {
    const { privateKey: other } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    for (const key of [undefined, 'hunter2hunter2', privateKey.slice(0, 200), other]) {
      const { message, why, todo } = await refused({ PRIVATE_KEY: key });
      expect(message).toMatch(/^The private key/);
      if (key !== undefined) expect(`${message}${why}${todo}`).not.toContain(key.slice(40, 60) || 'hunter2');
    }
  });

  it.each([
    ['APP_ID', 'abc'],
    ['APP_ID', undefined],
    ['PORT', '65536'],
    ['GHE_HOST', 'https://ghe.example.org'],
    ['DATABASE_URL', 'mysql://x'],
  ])('refuses %s=%j', async (name, value) => {
    const error = await refused({ [name]: value });
    expect(error.message).toContain(name);
  });

  it('knows Enterprise servers, and sends no token over an open line', async () => {
    const { forge } = await read({ GHE_HOST: 'ghe.example.org' });
    expect(forge).toEqual({ api: 'https://ghe.example.org/api/v3', server: 'https://ghe.example.org' });
    const local = await read({ GHE_HOST: '127.0.0.1:8080', GHE_PROTOCOL: 'http' });
    expect(local.forge.server).toBe('http://127.0.0.1:8080');
    expect((await refused({ GHE_HOST: 'ghe.example.org', GHE_PROTOCOL: 'http' })).message).toContain(
      'not encrypted',
    );
  });
});

describe('readOperatorToken', () => {
  it('is the chosen one, else one that stays', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galley-token-'));
    expect(await readOperatorToken(folder, 'chosen')).toBe('chosen');
    const tokens = await Promise.all([1, 2, 3].map(() => readOperatorToken(folder, undefined)));
    expect(new Set(tokens).size).toBe(1);
    expect(await readOperatorToken(folder, undefined)).toBe(tokens[0]);
    const { mode } = await stat(join(folder, 'operator-token'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('refuses a file that holds no token', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galley-token-'));
    await writeFile(join(folder, 'operator-token'), 'short');
    await chmod(join(folder, 'operator-token'), 0o600);
    await expect(readOperatorToken(folder, undefined)).rejects.toMatchObject({ code: 'cannot-write' });
    expect(await readFile(join(folder, 'operator-token'), 'utf8')).toBe('short');
  });
});
