import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Facts } from '../../../../src/log.ts';
import { silentLog } from '../../../../src/log.ts';
import { createCalibrationStore } from '../../../../src/model/calibration/create-calibration-store.ts';
import type { CalibrationTable } from '../../../../src/probe/calibration.ts';
import { probeId } from '../../../../src/prompt/probe/prompt.ts';
import { modelCard } from '../../../ports/scripted-model.ts';

let folder: string;
let warnings: Facts[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'galley-calibration-'));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = { family: 'qwen2', parameters: '1.5B', quantisation: 'Q4_K_M' };
const table: CalibrationTable = {
  key,
  promptVersion: probeId.version,
  canary: [],
  probes: { 'loop-bound': { wording: 'abc', sound: [-1, -2.5], good: [-3], bad: [2] } },
  claims: null,
};
const card = { ...modelCard, ...key };

function store() {
  return createCalibrationStore({
    shippedDirectory: join(folder, 'shipped'),
    ownDirectory: join(folder, 'own'),
    log: { ...silentLog, warn: (message, facts) => void warnings.push({ message, ...facts }) },
  });
}

function ship(name: string, value: unknown): void {
  mkdirSync(join(folder, 'shipped'), { recursive: true });
  writeFileSync(join(folder, 'shipped', name), typeof value === 'string' ? value : JSON.stringify(value));
}

describe('createCalibrationStore', () => {
  it('has nothing where there are no folders, and makes them by the first table kept', async () => {
    expect(await store().tablesFor(card)).toEqual([]);
    const path = await store().keep(table);
    expect(path).toBe(join(folder, 'own/qwen2-1.5B-Q4_K_M.json'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'own'))).toEqual(['qwen2-1.5B-Q4_K_M.json']);
    expect(await store().tablesFor(card)).toEqual([{ table, source: path }]);
    expect(warnings).toEqual([]);
  });

  it("takes the operator's own before those that ship, the newest first", async () => {
    ship('a.json', table);
    const older = await store().keep(table);
    utimesSync(older, 1000, 1000);
    const newer = join(folder, 'own/a.json');
    writeFileSync(newer, JSON.stringify({ ...table, canary: [1] }));
    const found = await store().tablesFor(card);
    expect(found.map(({ source }) => source)).toEqual([newer, older, 'shipped with Galley']);
  });

  it.each([
    ['capitals differ', { family: 'QWEN2', quantisation: 'q4_k_m' }, 1],
    ['other weights', { parameters: '7B' }, 0],
    ['another family', { family: 'llama' }, 0],
    ['another quantisation', { quantisation: 'Q8_0' }, 0],
    ['the server does not say how large it is', { parameters: '' }, 1],
    ['what it says does not fit', { parameters: '', family: 'llama' }, 0],
    [
      'it says nothing, and nothing can tell the models apart',
      { family: '', parameters: '', quantisation: '' },
      0,
    ],
  ])('%s: %o', async (_, facts, count) => {
    ship('a.json', table);
    expect(await store().tablesFor({ ...card, ...facts })).toHaveLength(count);
  });

  it('leaves it to the canary when the server says nothing', async () => {
    ship('a.json', { ...table, canary: [1, 2] });
    const unknown = { ...card, family: '', parameters: '', quantisation: '' };
    expect(await store().tablesFor(unknown)).toHaveLength(1);
  });

  it('leaves out what another prompt measured, and reads tables from before there were claims', async () => {
    ship('old.json', { ...table, promptVersion: probeId.version - 1 });
    ship('b.json', { ...table, claims: undefined });
    expect(await store().tablesFor(card)).toEqual([{ table, source: 'shipped with Galley' }]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['torn', '{"key":', 'it is not JSON'],
    ['of another kind', '[]', 'it is no calibration table'],
    ['with words for scores', { ...table, probes: { a: { wording: '', sound: ['x'], good: [], bad: [] } } }, 'probes.a.sound.0 is not as expected'], // prettier-ignore
    ['huge', `"${'x'.repeat(4 * 2 ** 20)}"`, 'it is larger than 4 MiB'],
  ])('a file that is %s costs one warning that says what to do', async (_, text, why) => {
    ship('a.json', table);
    mkdirSync(join(folder, 'own'));
    const file = join(folder, 'own/broken.json');
    writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
    const own = store();
    expect(await own.tablesFor(card)).toHaveLength(1);
    expect(await own.tablesFor(card)).toHaveLength(1);
    const message = expect.stringContaining('galley doctor --grade') as string;
    expect(warnings).toEqual([{ message, file, why }]);
  });

  it('a folder in the place of a table, or a folder that is a file, ends nothing', async () => {
    mkdirSync(join(folder, 'shipped/a.json'), { recursive: true });
    writeFileSync(join(folder, 'own'), '');
    expect(await store().tablesFor(card)).toEqual([]);
    expect(warnings).toHaveLength(2);
  });

  it('names no folder, whatever a server calls its model', async () => {
    const path = await store().keep({
      ...table,
      key: { family: '../../x', parameters: '', quantisation: 'a/b c' },
    });
    expect(path).toBe(join(folder, 'own/__.._x-unknown-a_b_c.json'));
  });

  it('says what to do when it cannot be kept, and leaves the old table whole', async () => {
    writeFileSync(join(folder, 'own'), '');
    await expect(store().keep(table)).rejects.toMatchObject({
      code: 'cannot-write',
      todo: expect.stringContaining('--cache-directory') as string,
    });
    rmSync(join(folder, 'own'));
    const path = await store().keep(table);
    const before = readFileSync(path, 'utf8');
    if (process.getuid?.() === 0) return;
    chmodSync(join(folder, 'own'), 0o500);
    await expect(store().keep(table)).rejects.toMatchObject({ code: 'cannot-write' });
    expect(readFileSync(path, 'utf8')).toBe(before);
    chmodSync(join(folder, 'own'), 0o700);
  });
});
