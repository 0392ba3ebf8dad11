import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { installDependencies, isManifest } from '../../../../src/run/prepare/install-dependencies.ts';
import { pruneInstalled } from '../../../../src/run/prepare/prune-installed.ts';
import { silentLog } from '../../../../src/log.ts';

const root = mkdtempSync(join(tmpdir(), 'galley-install-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const files = [
  { path: 'package.json', text: '{}' },
  { path: 'packages/a/package.json', text: '{"name":"a"}' },
];
const signal = new AbortController().signal;
const env = { ...process.env, WEBHOOK_SECRET: 'secret', GALLEY_TOKEN: 'secret' };
const node = (code: string): readonly string[] => [process.execPath, '-e', code];
const writesEnvironment = node(
  "require('fs').mkdirSync('node_modules'); require('fs').writeFileSync('env.json', JSON.stringify(process.env)); require('fs').appendFileSync('../count', 'x')",
);

describe('dependencies', () => {
  it('are installed once, from the manifests alone, without scripts and without our secrets', async () => {
    const folder = join(root, 'once/key');
    const installing = { command: writesEnvironment, files, folder, env, signal };
    expect(await installDependencies(installing)).toBe(folder);
    expect(await installDependencies(installing)).toBe(folder);
    expect(readFileSync(join(root, 'once/count'), 'utf8')).toBe('x');
    expect(readdirSync(folder).sort()).toEqual(['env.json', 'node_modules', 'package.json', 'packages']);
    const seen = JSON.parse(readFileSync(join(folder, 'env.json'), 'utf8')) as Record<string, string>;
    expect(seen).toMatchObject({ npm_config_ignore_scripts: 'true', YARN_ENABLE_SCRIPTS: 'false' });
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('that cannot be installed leave nothing behind, and say why', async () => {
    const folder = join(root, 'broken/key');
    const command = node("console.error('no such package'); process.exit(3)");
    await expect(installDependencies({ command, files, folder, env, signal })).rejects.toMatchObject({
      code: 'install-failed',
      why: 'It ended with 3. no such package',
    });
    expect(readdirSync(join(root, 'broken'))).toEqual([]);
    await expect(
      installDependencies({ command: ['no-such-program'], files, folder, env, signal }),
    ).rejects.toMatchObject({ code: 'install-failed' });
  });

  it('end with their signal, with all that was started', async () => {
    const folder = join(root, 'stopped/key');
    const stop = new AbortController();
    const command = node('setInterval(() => {}, 1000)');
    const done = installDependencies({ command, files, folder, env, signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(done).rejects.toMatchObject({ code: 'interrupted' });
    expect(readdirSync(join(root, 'stopped'))).toEqual([]);
  });
});

describe('dependencies that nobody uses', () => {
  const hour = 3600_000;
  const old = (path: string, hours: number): string => {
    mkdirSync(join(path, 'node_modules'), { recursive: true });
    const then = new Date(Date.now() - hours * hour);
    utimesSync(path, then, then);
    return path;
  };

  it('go with their age, and halves of killed installers sooner', async () => {
    const all = join(root, 'runners');
    const place = join(all, 'o-x/n-y');
    for (const [name, hours] of Object.entries({ gone: 100, used: 100, young: 2, half: 7, late: 7 }))
      old(join(place, name === 'half' ? 'half-Xy1' : name), hours);
    const again = { command: ['no-such-program'], files, folder: join(place, 'used'), env, signal };
    expect(await installDependencies(again)).toBe(again.folder);
    expect(await pruneInstalled(all, 48 * hour, silentLog)).toBe(2);
    expect(readdirSync(place).sort()).toEqual(['late', 'used', 'young']);
    // However short they are kept, nothing is taken from tests that are under way.
    expect(await pruneInstalled(all, 0, silentLog)).toBe(1);
    expect(readdirSync(place).sort()).toEqual(['used', 'young']);
    expect(await pruneInstalled(join(root, 'nowhere'), 0, silentLog)).toBe(0);
  });
});

it.each([
  ['package-lock.json', 'lock'],
  ['packages/a/package.json', 'manifest'],
  ['requirements.txt', 'lock'],
  ['.npmrc', undefined],
  ['.yarnrc.yml', undefined],
  ['node_modules/a/package.json', undefined],
  ['../package.json', undefined],
  ['src/index.js', undefined],
])('%s is %s', (path, kind) => {
  expect(isManifest(path)).toBe(kind);
});
