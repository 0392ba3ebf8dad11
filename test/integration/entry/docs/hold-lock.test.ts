import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { holdLock, type LockOptions } from '../../../../src/entry/docs/hold-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

function options(name: string, given: Partial<LockOptions> = {}): LockOptions {
  const file = join(folder, name, 'warm.lock');
  return { file, lastsMs: 1000, now: () => 5000, pid: 7, isAlive: () => true, ...given };
}

describe('holdLock', () => {
  it('is held by one at a time, and leaves nothing behind', async () => {
    const first = await holdLock(options('one'));
    expect(await holdLock(options('one', { pid: 8 }))).toBeUndefined();
    expect(await first?.isHeld()).toBe(true);
    await first?.release();
    expect(readdirSync(join(folder, 'one'))).toEqual([]);
    expect(await holdLock(options('one', { pid: 8 }))).toBeDefined();
  });

  it.each<[string, Partial<LockOptions>]>([
    ['of a process that died', { isAlive: (pid) => pid !== 7 }],
    ['that is older than any run, whoever has its number now', { now: () => 6001 }],
    ['from the future: the clock was set', { now: () => 10 }],
  ])('takes over a lock %s', async (name, given) => {
    const first = await holdLock(options(name));
    const second = await holdLock(options(name, { pid: 8, ...given }));
    expect(await second?.isHeld()).toBe(true);
    expect(await first?.isHeld()).toBe(false);
    // Not its own any more: it must not take it from the other.
    await first?.release();
    expect(await second?.isHeld()).toBe(true);
    expect(readdirSync(join(folder, name))).toEqual(['warm.lock']);
  });

  it('takes over what is no lock', async () => {
    const held = await holdLock(options('broken'));
    await held?.release();
    writeFileSync(join(folder, 'broken/warm.lock'), '{"pid":');
    expect(await holdLock(options('broken'))).toBeDefined();
  });

  it('gives what is left over to exactly one of many that come at once', async () => {
    for (let round = 0; round < 20; round++) {
      const name = `left-${round}`;
      await holdLock(options(name, { pid: 99 }));
      const rivals = Array.from({ length: 10 }, async (_, pid) => {
        for (let turn = 0; turn < pid; turn++) await new Promise(setImmediate);
        return holdLock(options(name, { pid, isAlive: (other) => other !== 99 }));
      });
      const got = (await Promise.all(rivals)).filter((lock) => lock !== undefined);
      expect(got.length).toBe(1);
      expect(await got[0]?.isHeld()).toBe(true);
    }
  });

  it('gives it to exactly one of many that come at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, pid) => holdLock(options('race', { pid: pid + 1 }))),
    );
    expect(all.filter((lock) => lock !== undefined)).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(folder, 'race/warm.lock'), 'utf8'))).toMatchObject({ started: 5000 });
  });
});
