import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../../../src/log.ts';
import { createDiskAbilityStore } from '../../../../src/model/cache/disk-ability-store.ts';
import { createDiskReplyCache } from '../../../../src/model/cache/disk-reply-cache.ts';
import type { Completion } from '../../../../src/review/ports.ts';
import { asPlainUser, noPlainUser } from '../../as-plain-user.ts';

const reply = (text: string): Completion => ({
  text,
  stop: 'stop',
  tokens: { prompt: 10, evaluated: undefined, reply: 3 },
  ms: { load: 0, prefill: 1.5, decode: 2, total: 4 },
  probabilities: [[{ token: 'Yes', logprob: -0.1 }]],
});

let directory: string;
let warnings: string[];
const log: Log = { debug: () => {}, info: () => {}, warn: (message) => warnings.push(message) };
const open = (maxBytes = 1e6) => createDiskReplyCache({ directory, maxBytes, log });

async function filesOf(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Runs a writer as a process of its own. */
function startWriter(name: string) {
  const modulePath = join(import.meta.dirname, '../../../../src/model/cache/disk-reply-cache.ts');
  const script = `
    const { createDiskReplyCache } = await import(process.argv[1]);
    const log = { debug() {}, info() {}, warn: (message) => console.log('WARN ' + message) };
    const cache = createDiskReplyCache({ directory: process.argv[2], maxBytes: 400_000, log });
    const [name, times] = [process.argv[3], Number(process.argv[4])];
    for (let i = 0; i < times; i += 1) {
      if (i === 3) console.log('going');
      await cache.put('key ' + (i % 20), { text: name + 'x'.repeat(20_000), stop: 'stop', tokens: { prompt: 1, reply: 1 },
        ms: { load: 0, prefill: 0, decode: 0, total: 0 }, probabilities: [] });
    }`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script, '--', modulePath, directory, name];
  return (times: number) => spawn(process.execPath, [...args, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] }); // prettier-ignore
}

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'galley-cache-')), 'cache');
  warnings = [];
});

afterEach(async () => {
  await rm(join(directory, '..'), { recursive: true, force: true });
});

describe('createDiskReplyCache', () => {
  it('gives back what was put, also to the next run, and nothing else', async () => {
    await open().put('a', reply('one'));
    await open().put('b', reply('two'));
    await open().put('a', reply('three'));
    expect(await open().get('a')).toEqual(reply('three'));
    expect(await open().get('c')).toBeUndefined();
    const stats = await open().stats();
    expect(stats.entries).toBe(2);
    expect(stats.bytes).toBeGreaterThan(300);
    expect(await open().clear()).toBe(2);
    expect(await open().stats()).toEqual({ entries: 0, bytes: 0 });
    expect(await open().get('a')).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('keeps its files from other users', async () => {
    await open().put('a', reply('one'));
    const [file = ''] = await filesOf(directory);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect(file).toMatch(/v1\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/u);
  });

  it('takes a torn, edited, swapped or misshapen entry for a miss and removes it', async () => {
    await open().put('a', reply('one'));
    const [file = ''] = await filesOf(directory);
    const whole = await readFile(file, 'utf8');
    const hashed = (body: string) => `${createHash('sha256').update(body).digest('hex')}\n${body}`;
    for (const broken of [
      '',
      whole.slice(0, -9),
      whole.replace('one', 'two'),
      `${whole} `,
      'nonsense',
      'x\n{',
      hashed('{'),
      hashed('null'),
    ]) {
      await writeFile(file, broken);
      expect([broken, await open().get('a')]).toEqual([broken, undefined]);
      expect(await filesOf(directory)).toEqual([]);
      await writeFile(file, whole);
      expect(await open().get('a')).toEqual(reply('one'));
    }
    await open().put('b', reply('two'));
    const other = (await filesOf(directory)).find((path) => path !== file) ?? '';
    await writeFile(file, await readFile(other));
    expect(await open().get('a')).toBeUndefined();
    await open().put('shape', { ...reply('x'), text: '' });
    expect(await open().get('shape')).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('stays below its cap and drops the least recently used', async () => {
    const cache = open(20_000);
    for (let i = 0; i < 60; i += 1) {
      await cache.put(`key ${String(i)}`, reply('y'.repeat(1000)));
      // Distinct times of use in the past, oldest first; reading entry 0 keeps it young.
      for (const file of await filesOf(directory)) {
        const { mtimeMs } = await stat(file);
        await utimes(file, new Date(mtimeMs - 10_000), new Date(mtimeMs - 10_000));
      }
      expect((await cache.get('key 0'))?.stop).toBe('stop');
    }
    const { bytes, entries } = await cache.stats();
    expect(bytes).toBeLessThanOrEqual(21_250);
    expect(entries).toBeGreaterThan(10);
    expect(await cache.get('key 59')).toBeDefined();
    expect(await cache.get('key 1')).toBeUndefined();
  });

  it('is off with one warning when the folder cannot be used', async () => {
    await writeFile(directory, 'a file where a folder should be');
    const cache = open();
    await cache.put('a', reply('one'));
    await cache.put('b', reply('two'));
    expect(await cache.get('a')).toBeUndefined();
    expect(warnings).toHaveLength(1);
    const store = createDiskAbilityStore({ directory, log });
    await store.put('k', { schema: 'enforced', tokenProbabilities: true, thinking: false });
    expect(await store.get('k')).toBeUndefined();
    expect(warnings).toHaveLength(2);
  });

  it('reads, but does not fail, in a read-only folder', async ({ skip }) => {
    const reason = noPlainUser();
    if (reason !== undefined) skip(reason);
    await open().put('a', reply('one'));
    const [file = ''] = await filesOf(directory);
    await chmod(join(file, '..'), 0o500);
    await asPlainUser(join(directory, '..'), async () => {
      expect(await open().get('a')).toEqual(reply('one'));
      await open().put('a', reply('two'));
    });
    expect(warnings).toHaveLength(1);
    await chmod(join(file, '..'), 0o700);
  });

  it('holds only whole entries after its writer was killed', async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = startWriter(`round ${String(round)} `)(100_000);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 20 + 31 * round));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      const before = (await filesOf(directory)).filter((path) => !path.endsWith('.tmp')).length;
      expect(before).toBeGreaterThan(0);
      let hits = 0;
      for (let i = 0; i < 20; i += 1) if (await open().get(`key ${String(i)}`)) hits += 1;
      expect(hits).toBe(before);
    }
    expect(warnings).toEqual([]);
  });

  it('takes two writers at once', async () => {
    const outputs = await Promise.all(
      ['left ', 'right '].map(async (name) => {
        const child = startWriter(name)(80);
        let output = '';
        child.stdout.on('data', (data) => (output += String(data)));
        const code = await new Promise((resolve) => child.once('close', resolve));
        return `${String(code)} ${output.trim()}`;
      }),
    );
    expect(outputs).toEqual(['0 going', '0 going']);
    const files = await filesOf(directory);
    expect(files.filter((path) => path.endsWith('.tmp'))).toEqual([]);
    let hits = 0;
    for (let i = 0; i < 20; i += 1) if (await open().get(`key ${String(i)}`)) hits += 1;
    expect(hits).toBe(files.length);
    expect(hits).toBeGreaterThan(10);
  });
});

describe('createDiskAbilityStore', () => {
  it('keeps what was found, and forgets what is broken', async () => {
    const store = createDiskAbilityStore({ directory, log });
    const abilities = { schema: 'ignored', tokenProbabilities: true, thinking: false } as const;
    expect(await store.get('k')).toBeUndefined();
    await store.put('k', abilities);
    expect(await createDiskAbilityStore({ directory, log }).get('k')).toEqual(abilities);
    const [file = ''] = await filesOf(directory);
    await writeFile(file, 'torn');
    expect(await store.get('k')).toBeUndefined();
    expect(warnings).toEqual([]);
  });
});
