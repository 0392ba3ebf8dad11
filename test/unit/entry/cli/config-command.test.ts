import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadSettings } from '../../../../src/config/load-settings.ts';
import {
  explainConfig,
  printConfig,
  printConfigSchema,
  validateConfig,
} from '../../../../src/entry/cli/config-command.ts';

const sources = {
  flags: { failOn: 'none' },
  environment: { GALLEY_API_KEY: 'sesame', GALLEY_ALLOW_HOST: 'gpu.example.org' },
  otherVariables: [],
  operator: { path: '/home/me/config.yml', text: undefined },
  repository: { path: '.galley.yml', text: '\nmodel: "1"\nbudget: { promptTokens: 900 }\n' },
};

function sink() {
  const parts: string[] = [];
  return { write: (text: string) => void parts.push(text), text: () => parts.join('') };
}

describe('config print', () => {
  it('prints YAML that the operator file would take, with the same meaning', async () => {
    const loaded = await loadSettings(sources);
    const out = sink();
    printConfig(loaded, out.write);
    expect(out.text()).not.toContain('sesame');
    expect(out.text()).toContain('# apiKey: (set)\n');
    expect(out.text()).toContain('# server: not set\n');
    expect(parse(out.text())).toMatchObject({
      model: '1',
      allowHost: ['gpu.example.org'],
      budget: { promptTokens: 900, replyTokens: 320 },
    });

    const operator = { path: '/home/me/config.yml', text: out.text() };
    const nothing = { flags: {}, environment: {}, repository: { path: '.galley.yml', text: undefined } };
    const again = await loadSettings({ ...sources, ...nothing, operator });
    expect(again.settings).toEqual({ ...loaded.settings, apiKey: undefined });
  });

  it('--why names the origin of every value', async () => {
    const out = sink();
    explainConfig(await loadSettings(sources), out.write);
    expect(out.text()).toMatch(/^model +1 +\.galley\.yml:2$/m);
    expect(out.text()).toMatch(/^failOn +none +flag --fail-on$/m);
    expect(out.text()).toMatch(/^apiKey +\(set\) +environment GALLEY_API_KEY$/m);
    expect(out.text()).toMatch(/^server +- +default$/m);
    expect(out.text()).not.toContain('sesame');
  });
});

describe('config validate', () => {
  it('says ok in one line', async () => {
    const out = sink();
    await validateConfig(() => loadSettings(sources), out.write);
    expect(out.text()).toMatch(/^configuration is valid: 5 of \d+ settings are set, [^\n]*\n$/);
  });

  it('leaves the errors to the entry point', async () => {
    const out = sink();
    const load = () => loadSettings({ ...sources, flags: { failOn: 'x' } });
    await expect(validateConfig(load, out.write)).rejects.toMatchObject({ code: 'invalid-config' });
    expect(out.text()).toBe('');
  });
});

describe('config schema', () => {
  it.each([
    ['repository', false],
    ['operator', true],
  ] as const)('%s', (file, hasServer) => {
    const out = sink();
    printConfigSchema(file, out.write);
    const schema = JSON.parse(out.text()) as { properties: object };
    expect('server' in schema.properties).toBe(hasServer);
  });
});
