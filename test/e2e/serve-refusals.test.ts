import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { galleyAt, temporaryFolder } from './galley-process.ts';

const home = temporaryFolder();
const galley = galleyAt(home);
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const secret = '0123456789abcdef0123456789abcdef';
const usual = {
  APP_ID: '5',
  PRIVATE_KEY: pem,
  WEBHOOK_SECRET: secret,
  GALLEY_MODEL: 'qwen2.5-coder:1.5b',
  PORT: '0',
  GALLEY_DATA: join(home, 'data'),
};
const serve = (env: Record<string, string | undefined>, args: readonly string[] = []) =>
  galley(['serve', ...args], { cwd: home, env: { ...usual, ...env } });

writeFileSync(join(home, 'file'), '');

describe('S1: galley serve refuses to start', () => {
  test.each([
    ['without a secret', { WEBHOOK_SECRET: undefined }, 'WEBHOOK_SECRET is not set'],
    ['with an empty secret', { WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET is not set'],
    ['with the default secret', { WEBHOOK_SECRET: 'development' }, 'WEBHOOK_SECRET is a default'],
    ['with a short secret', { WEBHOOK_SECRET: secret.slice(1) }, 'WEBHOOK_SECRET is too short'],
    ['without a key', { PRIVATE_KEY: undefined }, 'The private key of the GitHub App is missing'],
    [
      'with a key that is none',
      { PRIVATE_KEY: 'hunter2-hunter2' },
      'The private key of the GitHub App is none',
    ],
    ['without a number', { APP_ID: undefined }, 'APP_ID is not set'],
    ['with a folder that is a file', { GALLEY_DATA: join(home, 'file/x') }, "can't be used"],
    ['with a setting that nobody knows', { GALLEY_DATAA: 'x' }, 'GALLEY_DATAA'],
  ])('%s', async (_, env, said) => {
    const { code, stdout, stderr } = await serve(env);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toContain('hunter2');
    expect(stderr).not.toContain(pem.slice(100, 140));
  });

  test('and tells all that is missing or wrong at once', async () => {
    const wrong = {
      APP_ID: '',
      PRIVATE_KEY: undefined,
      WEBHOOK_SECRET: 'short',
      PORT: 'x',
      GALLEY_DATAA: 'x',
    };
    const { code, stderr } = await serve({ ...wrong, GALLEY_RUNNER: 'relative' }, ['--role', 'web']);
    expect(code).toBe(2);
    // What broken settings would have said about the runner comes with the next try.
    expect(stderr).toMatch(/^galley: 6 things are missing or wrong$/m);
    for (const said of [
      'APP_ID is not set',
      'private key',
      'too short',
      'PORT is',
      'GALLEY_DATAA',
      '--role web',
    ])
      expect(stderr).toContain(said);
    expect(stderr.replace(/\s+/g, ' ')).toContain('openssl rand -hex 32');
    const sound = await serve({ GALLEY_RUNNER: 'relative', APP_ID: '' });
    expect(sound.stderr).toContain('GALLEY_RUNNER is no absolute path');
    expect(sound.stderr).toContain('APP_ID is not set');
  });

  test('before any job begins, where its place is taken', async () => {
    const taken = createServer((_, response) => void response.end('somebody else'));
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = taken.address() as AddressInfo;
      const { code, stderr } = await serve({ PORT: String(port) });
      expect(code).toBe(2);
      expect(stderr).toContain(`Can't listen at 127.0.0.1:${port}`);
      expect(stderr).not.toContain('looked for what was missed');
      const checked = await serve({ PORT: String(port) }, ['--check']);
      expect(checked.stdout).toMatch(/^FAIL +port +Can't listen at /m);
    } finally {
      taken.close();
    }
  });

  test('with a role that needs a database server', async () => {
    const { code, stderr } = await serve({}, ['--role', 'worker']);
    expect(code).toBe(2);
    expect(stderr).toContain('needs DATABASE_URL');
    expect((await serve({}, ['--role', 'boss'])).stderr).toContain('There is no role "boss"');
  });
});

describe('galley serve --check', () => {
  test('says what is wrong and what to do, and ends', async () => {
    const { code, stdout } = await serve({ WEBHOOK_SECRET: 'development' }, ['--check']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^FAIL +config +WEBHOOK_SECRET is a default/m);
    expect(stdout.replace(/\s+/g, ' ')).toContain('openssl rand -hex 32');
  });

  test('names each fault by itself, in lines that a terminal shows whole', async () => {
    const { code, stdout } = await serve({ WEBHOOK_SECRET: 'short', APP_ID: '' }, ['--check']);
    expect(code).toBe(2);
    expect(stdout.match(/^FAIL +config /gm)).toHaveLength(2);
    expect(stdout.match(/^ +fix: /gm)).toHaveLength(2);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('galley app init', () => {
  const folder = join(home, 'app');
  mkdirSync(folder);
  const init = (args: readonly string[], env: Record<string, string> = {}) =>
    galley(['app', 'init', ...args], { cwd: folder, env });

  test('writes the manifest and tells where to register', async () => {
    const { code, stdout } = await init(['--url', 'https://galley.example.org/']);
    expect(code).toBe(0);
    const [address = ''] = /https:\/\/github\.com\/\S+/.exec(stdout) ?? [];
    expect(new URL(address).searchParams.get('webhook_url')).toBe(
      'https://galley.example.org/api/github/webhooks',
    );
    // The same again is no change.
    expect((await init(['--url', 'https://galley.example.org'])).code).toBe(0);
  });

  test('writes over another one only when told to, and knows Enterprise servers', async () => {
    const refused = await init(['--url', 'https://other.example.org']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--force')]);
    const { stdout } = await init(
      ['--url', 'https://other.example.org', '--force', '--organization', 'olga'],
      {
        GHE_HOST: 'ghe.example.org',
      },
    );
    expect(stdout).toContain('https://ghe.example.org/organizations/olga/settings/apps/new?');
    expect(stdout).toContain('export GHE_HOST=ghe.example.org');
  });

  test('refuses what is no address', async () => {
    for (const url of ['example.org', 'ftp://x', 'https://u:p@x'])
      expect((await init(['--url', url])).code).toBe(2);
  });
});
