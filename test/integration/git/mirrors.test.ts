import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMirrors, type MirrorsOptions } from '../../../src/git/mirror/create-mirrors.ts';
import type { FetchOptions } from '../../../src/git/mirror/fetch-commits.ts';
import { holdFolder } from '../../../src/git/mirror/hold-folder.ts';
import { mirrorFolder } from '../../../src/git/mirror/mirror-folder.ts';
import { silentLog } from '../../../src/log.ts';
import { failureOf } from '../../unit/github/scripted-fetch.ts';
import { makeRepository, type TestRepository } from './make-repository.ts';

const hour = 3600_000;
const never = new AbortController().signal;

let root: string;
let origin: TestRepository;
let commit: string;
beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'galley-mirrors-')), 'mirrors');
  origin = makeRepository(await mkdtemp(join(tmpdir(), 'galley-origin-')));
  origin.commit({ 'a.txt': 'one\n' }, 'first');
  commit = origin.git('rev-parse', 'HEAD').trim();
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
});

function mirrors(options: Partial<MirrorsOptions> = {}) {
  const prune = { mostBytes: 1e9, mostAgeMs: 24 * hour };
  return createMirrors({ root, mostBytes: 1e9, prune, log: silentLog, ...options });
}

function wanted(folder: string, commits = [commit]): FetchOptions {
  const url = pathToFileURL(origin.root).href;
  return { folder, url, commits, authorization: undefined, env: process.env, signal: never };
}

describe('a mirror', () => {
  it('lies where its name says and is for this user alone', async () => {
    const all = mirrors();
    const folder = all.folderOf('Olga/Proof');
    expect(folder).toBe(join(root, 'olga', 'proof.git'));
    await all.fetch(wanted(folder));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'olga')).mode & 0o777).toBe(0o700);
    const inside = readdirSync(folder, { recursive: true, withFileTypes: true });
    const modes = inside.map(({ parentPath, name }) => statSync(join(parentPath, name)).mode);
    expect(modes.length).toBeGreaterThan(5);
    for (const mode of modes) expect(mode & 0o077).toBe(0);
    expect(readFileSync(join(folder, 'config'), 'utf8')).not.toMatch(/url|extraheader|remote/i);
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it.each(['olga', 'olga/..', '../etc', 'a/b/c', 'a\\b/c', 'a/b\0', '/etc/x', './x'])(
    'has no name such as %j',
    (name) => {
      expect(() => mirrorFolder('/data', name)).toThrow(
        expect.objectContaining({ code: 'unsafe-path' }) as Error,
      );
    },
  );

  it('is fetched by one at a time', async () => {
    const all = mirrors();
    const folder = all.folderOf('olga/proof');
    await Promise.all(Array.from({ length: 4 }, () => all.fetch(wanted(folder))));
    expect(
      readdirSync(join(folder, 'objects', 'pack')).filter((name) => name.endsWith('.pack')),
    ).toHaveLength(1);
  });

  it('that a killed git left locked, or that lost an object, is fetched anew', async () => {
    const all = mirrors();
    const folder = all.folderOf('olga/proof');
    await all.fetch(wanted(folder));
    origin.commit({ 'a.txt': 'two\n' }, 'second');
    const next = origin.git('rev-parse', 'HEAD').trim();
    writeFileSync(join(folder, 'shallow.lock'), '');
    await all.fetch(wanted(folder, [next]));
    expect(existsSync(join(folder, 'shallow.lock'))).toBe(false);
    for (const name of readdirSync(join(folder, 'objects', 'pack')))
      if (name.endsWith('.pack'))
        writeFileSync(join(folder, 'objects', 'pack', name), 'torn', { flag: 'r+' });
    writeFileSync(join(folder, 'HEAD'), 'nonsense');
    await all.fetch(wanted(folder, [commit, next]));
    expect(readFileSync(join(folder, 'HEAD'), 'utf8')).toMatch(/^ref: /);
  });

  it('is not thrown away because its forge has no such commit', async () => {
    const all = mirrors();
    const folder = all.folderOf('olga/proof');
    await all.fetch(wanted(folder));
    const { ino } = statSync(folder);
    expect((await failureOf(all.fetch(wanted(folder, ['1'.repeat(40)])))).code).toBe('git-failed');
    expect(statSync(folder).ino).toBe(ino);
  });

  it('that is too large is not kept, and says so', async () => {
    const all = mirrors({ mostBytes: 20_000 });
    const folder = all.folderOf('olga/proof');
    const noise = Array.from({ length: 20_000 }, (_, at) => (at * 7919).toString(36)).join('\n');
    origin.commit({ 'b.txt': noise }, 'large');
    const large = origin.git('rev-parse', 'HEAD').trim();
    const error = await failureOf(all.fetch(wanted(folder, [large])));
    expect([error.code, error.why]).toEqual([
      'git-failed',
      expect.stringContaining('the most that one mirror may'),
    ]);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a lock', () => {
  it('of a process that is gone is taken over at once', async () => {
    const folder = mirrors().folderOf('olga/proof');
    await (await holdFolder(folder, never)).release();
    const { hostname } = await import('node:os');
    for (const pid of [2 ** 22 + 1, process.pid]) {
      writeFileSync(`${folder}.lock`, JSON.stringify({ token: 'x', pid, host: hostname() }));
      await (await holdFolder(folder, never)).release();
      expect(existsSync(`${folder}.lock`)).toBe(false);
    }
  });

  it('that is left over makes room for one at a time, however many saw that it is left over', async () => {
    const folder = mirrors().folderOf('olga/proof');
    await (await holdFolder(folder, never)).release();
    const { hostname } = await import('node:os');
    let holders = 0;
    const most: number[] = [];
    for (let round = 0; round < 40; round++) {
      const gone = { token: `gone-${round}`, pid: 2 ** 22 + 1, host: hostname() };
      writeFileSync(`${folder}.lock`, JSON.stringify(gone));
      const enough = new AbortController();
      const hold = async (_: unknown, at: number): Promise<void> => {
        for (let turn = 0; turn < at * 2; turn++) await new Promise(setImmediate);
        const held = await holdFolder(folder, enough.signal).catch(() => undefined);
        if (held === undefined) return;
        most.push((holders += 1));
        await sleep(10);
        enough.abort();
        await held.release();
        holders -= 1;
      };
      await Promise.all(Array.from({ length: 6 }, hold));
    }
    expect(most).toEqual(Array.from({ length: most.length }, () => 1));
    expect(most.length).toBeGreaterThanOrEqual(40);
    expect(readdirSync(dirname(folder)).filter((name) => name.includes('.lock'))).toEqual([]);
  });

  it('is waited for until somebody stops', async () => {
    const folder = mirrors().folderOf('olga/proof');
    const hold = await holdFolder(folder, never);
    const error = await failureOf(holdFolder(folder, AbortSignal.timeout(150)));
    expect(error.code).toBe('interrupted');
    await hold.release();
  });
});

describe('pruning', () => {
  it('removes what nobody has used for long, then the least used; never what was used lately', async () => {
    const all = mirrors();
    const age = (name: string, ms: number): string => {
      const folder = all.folderOf(`olga/${name}`);
      const then = new Date(Date.now() - ms);
      utimesSync(join(folder, 'HEAD'), then, then);
      return folder;
    };
    for (const name of ['old', 'older', 'used']) await all.fetch(wanted(all.folderOf(`olga/${name}`)));
    const folders = [age('old', 10 * hour), age('older', 30 * hour), age('used', 0)];
    expect(await all.prune()).toBe(1);
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, false, true]);
    expect(await mirrors({ prune: { mostBytes: 1, mostAgeMs: 24 * hour } }).prune()).toBe(1);
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, false, true]);
  });
});
