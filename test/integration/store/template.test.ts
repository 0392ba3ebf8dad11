import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packDatabase } from '../../../scripts/build/pack-database.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { unpackTemplate } from '../../../src/store/embedded/unpack-template.ts';
import { delivery, newPull, reviewOf, sha } from './store-scene.ts';

const root = join(import.meta.dirname, '../../..');
const script = join(import.meta.dirname, 'accept-until-killed.ts');
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'store-'));

/** PostgreSQL gives each database that it makes a number of its own; copies have the same. */
const numberOf = (database: string): bigint =>
  readFileSync(join(database, 'global/pg_control')).readBigUInt64LE(0);

describe('a new folder for the embedded database', { timeout: 180_000 }, () => {
  const template = join(newFolder(), 'database.br');
  let number = 0n;
  beforeAll(async () => {
    await packDatabase(root, template);
    const copy = join(newFolder(), 'copy');
    unpackTemplate(template, copy);
    number = numberOf(copy);
  }, 180_000);

  const expectKeeps = async (folder: string): Promise<void> => {
    const one = delivery(reviewOf(newPull(), sha('a')));
    const store = await createStore({ folder, template });
    expect(await store.jobs.accept(one)).toBe('accepted');
    await store.close();
    const again = await createStore({ folder, template });
    expect(await again.jobs.accept(one)).toBe('known');
    await again.close();
    expect(numberOf(join(folder, 'database'))).toBe(number);
  };

  it('gets the database of the template, and keeps it', () => expectKeeps(newFolder()));

  it('gets a whole one when the process was killed while it unpacked', async () => {
    const folder = newFolder();
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder, 'killed', template], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('close', resolve));
    await expect
      .poll(() => existsSync(join(folder, 'database')), { timeout: 60_000, interval: 1 })
      .toBe(true);
    child.kill('SIGKILL');
    await gone;
    await expectKeeps(folder);
  });

  it('gets a whole one in place of a part of one', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'database'), { recursive: true });
    writeFileSync(join(folder, 'database/PG_VERSION'), '18\n');
    await expectKeeps(folder);
  });

  it('says so when the template is broken, and counts nothing as made', async () => {
    const folder = newFolder();
    const broken = join(newFolder(), 'database.br');
    writeFileSync(broken, readFileSync(template).subarray(0, 10_000));
    await expect(createStore({ folder, template: broken })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    await expectKeeps(folder);
  });
});
