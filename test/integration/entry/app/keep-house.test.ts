import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tidy } from '../../../../src/entry/app/start/keep-house.ts';
import { silentLog } from '../../../../src/log.ts';

test('what is older than it is kept goes, each kind by itself', async () => {
  const data = mkdtempSync(join(tmpdir(), 'galley-house-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const day = 24 * 3600_000;
  const made = (path: string, days: number): string => {
    const file = join(data, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'x');
    const then = new Date(Date.now() - days * day);
    for (const one of [file, dirname(file)]) utimesSync(one, then, then);
    return file;
  };
  const kept = [made('replies/acme/web/a', 2), made('runners/acme/web/k1/package.json', 2)];
  const gone = [made('replies/acme/old/b', 4), made('runners/acme/web/k2/package.json', 4)];
  kept.push(made(`images/${'1'.repeat(32)}/settings.json`, 2));
  gone.push(made(`images/${'2'.repeat(32)}/settings.json`, 4));
  const asked: unknown[] = [];
  const warnings: string[] = [];
  await tidy({
    store: { prune: async (days) => void asked.push(days) },
    mirrors: { prune: () => Promise.reject(new Error('the disk is away')) },
    ...{ replies: join(data, 'replies'), runners: join(data, 'runners'), retentionDays: 3 },
    images: join(data, 'images'),
    log: { ...silentLog, warn: (message) => void warnings.push(message) },
  });
  expect(asked).toEqual([3]);
  expect(warnings).toEqual(['old data could not be removed']);
  expect(kept.map(existsSync)).toEqual([true, true, true]);
  expect(gone.map(existsSync)).toEqual([false, false, false]);
});
