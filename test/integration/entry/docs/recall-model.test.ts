import { mkdtempSync, readFileSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRecallModel } from '../../../../src/entry/docs/recall-model.ts';
import { missingModel, scriptedModel } from '../../../ports/scripted-model.ts';

const { signal } = new AbortController();
const unnamed = { model: undefined, modelFile: undefined };
const folderOf = (): string => mkdtempSync(join(tmpdir(), 'recall-'));
const named = (name: string) => scriptedModel([], { name });

describe('createRecallModel', () => {
  it('asks nobody for what the settings name', async () => {
    const recall = createRecallModel(folderOf(), { ...unnamed, model: 'small:1b' }, Date.now);
    expect(await recall(missingModel('server-unreachable'), signal)).toBe('small:1b');
  });

  it('asks a server once a day, and knows the name without it', async () => {
    const folder = folderOf();
    expect(await createRecallModel(folder, unnamed, Date.now)(named('best:3b'), signal)).toBe('best:3b');
    const file = join(folder, 'galley/model-name');
    expect(readFileSync(file, 'utf8')).toBe('best:3b');
    // Within the day another one is not looked for.
    expect(await createRecallModel(folder, unnamed, Date.now)(named('new:7b'), signal)).toBe('best:3b');
    utimesSync(file, 0, 0);
    const gone = createRecallModel(folder, unnamed, Date.now);
    expect(await gone(missingModel('server-unreachable'), signal)).toBe('best:3b');
    expect(await createRecallModel(folder, unnamed, Date.now)(named('new:7b'), signal)).toBe('new:7b');
  });

  it('cannot name what it never met', async () => {
    const recall = createRecallModel(folderOf(), unnamed, Date.now);
    await expect(recall(missingModel('server-unreachable'), signal)).rejects.toThrow('no server');
  });

  it('does without a folder that cannot be written', async () => {
    const recall = createRecallModel('/dev/null', unnamed, Date.now);
    expect(await recall(named('best:3b'), signal)).toBe('best:3b');
  });
});
