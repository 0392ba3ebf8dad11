import { describe, expect, it } from 'vitest';
import { settingInputs } from '../../../src/config/inputs.ts';
import { describeOrigin, loadSettings } from '../../../src/config/load-settings.ts';
import { settingRows, type SettingKey } from '../../../src/config/schema.ts';

const none = { text: undefined };

function load(inputs: ReadonlyMap<SettingKey, string>, environment = {}) {
  return loadSettings({
    flags: {},
    inputs,
    environment,
    otherVariables: [],
    operator: { path: '/home/me/config.yml', ...none },
    repository: { path: '.galley.yml', ...none },
  });
}

describe('settingInputs', () => {
  it('are the settings of the operator and the model, and never a secret', () => {
    const keys = settingInputs.map(({ key }) => key);
    expect(keys).toContain('server');
    expect(keys).not.toContain('apiKey');
    expect(keys.filter((key) => settingRows[key].setBy !== 'operator')).toEqual(['model']);
  });

  it('leave out what only the app knows', () => {
    expect(settingInputs.filter(({ key }) => settingRows[key].usedBy === 'app')).toEqual([]);
  });

  it('are named in kebab case, each once', () => {
    const names = settingInputs.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['budget-time', 'keep-alive', 'timeout-seconds-first-byte']),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('say what they take', () => {
    const text = settingInputs.find(({ name }) => name === 'forms')?.description;
    expect(text).toMatch(/\(one of graded, always, never; default: graded\)\.$/);
  });
});

describe('loadSettings with inputs', () => {
  it('take an input before the environment, and say so', async () => {
    const loaded = await load(new Map([['concurrency', '3']]), { GALLEY_CONCURRENCY: '2' });
    expect(loaded.settings.concurrency).toBe(3);
    const origin = loaded.origins.get('concurrency');
    expect(origin && describeOrigin(origin)).toBe('input concurrency');
  });

  it('read switches and lists as variables are read', async () => {
    const given = new Map<SettingKey, string>([
      ['noModel', 'TRUE'],
      ['allowHost', 'a.example\nb.example, c.example'],
    ]);
    const { settings } = await load(given);
    expect(settings.noModel).toBe(true);
    expect(settings.allowHost).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('name the input of every bad value', async () => {
    const given = new Map<SettingKey, string>([
      ['budget.time', 'soon'],
      ['concurrency', 'many'],
    ]);
    const error = await load(given).catch((reason: unknown) => reason as { why: string });
    expect((error as { why: string }).why).toMatch(/^input budget-time: .*a duration/m);
    expect((error as { why: string }).why).toMatch(/^input concurrency: .*from 1 to 64/m);
  });
});
