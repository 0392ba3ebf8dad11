import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { isGalleyError } from '../../../src/errors.ts';
import { variableOf } from '../../../src/config/environment.ts';
import { describeOrigin, loadSettings } from '../../../src/config/load-settings.ts';
import type { LoadedSettings, SettingSources } from '../../../src/config/load-settings.ts';
import type { SettingKey } from '../../../src/config/schema.ts';

interface Given {
  flags?: SettingSources['flags'];
  environment?: Record<string, string>;
  operator?: string;
  repository?: string;
}

function load({ flags = {}, environment = {}, operator, repository }: Given): Promise<LoadedSettings> {
  return loadSettings({
    flags,
    environment,
    otherVariables: ['GALLEY_LOG'],
    operator: { path: '/home/me/.config/galley/config.yml', text: operator },
    repository: { path: '.galley.yml', text: repository },
  });
}

/** Everything a reader would see of the failure. */
async function failureOf(given: Given): Promise<string> {
  const error: unknown = await load(given).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isGalleyError(error)) throw new Error('expected a GalleyError', { cause: error });
  expect(error.code).toBe('invalid-config');
  expect(error.todo).toContain('galley config');
  return `${error.message}\n${error.why}`.trim();
}

function originOf(loaded: LoadedSettings, key: SettingKey): string {
  const origin = loaded.origins.get(key);
  return origin === undefined ? '' : describeOrigin(origin);
}

describe('loadSettings: precedence', () => {
  it('has defaults for everything', async () => {
    const loaded = await load({});
    expect(loaded.settings).toMatchObject({
      model: undefined,
      backend: 'ollama',
      failOn: 'error',
      maxFindings: 8,
      exclude: [],
      budget: { promptTokens: 1500, replyTokens: 320 },
      cache: { enabled: true, directory: undefined, maxMegabytes: 256 },
    });
    expect([...loaded.origins.values()].every(({ from }) => from === 'default')).toBe(true);
  });

  // One key of each kind, with values and how each source spells them.
  const samples: [SettingKey, fc.Arbitrary<string | number | string[]>][] = [
    ['model', fc.constantFrom('a', 'b:1', 'c/d')],
    ['failOn', fc.constantFrom('none', 'info', 'warning', 'error')],
    ['maxFindings', fc.integer({ min: 1, max: 500 })],
    ['exclude', fc.array(fc.constantFrom('a/**', '*.{b,c}', 'd'), { minLength: 1, maxLength: 3 })],
    ['budget.promptTokens', fc.integer({ min: 400, max: 100_000 })],
  ];
  const source = ([key, values]: (typeof samples)[number]) =>
    fc.record({
      key: fc.constant(key),
      flag: fc.option(values, { nil: undefined }),
      environment: fc.option(values, { nil: undefined }),
      operator: fc.option(values, { nil: undefined }),
      repository: fc.option(values, { nil: undefined }),
    });

  it('takes flag, environment, operator file, .galley.yml, default in that order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...samples.map(source)), async (rows) => {
        const loaded = await load({
          flags: Object.fromEntries(
            rows.flatMap(({ key, flag }) =>
              flag === undefined ? [] : [[key, Array.isArray(flag) ? flag : String(flag)]],
            ),
          ),
          environment: Object.fromEntries(
            rows.flatMap(({ key, environment }) =>
              environment === undefined ? [] : [[variableOf(key), String(environment)]],
            ),
          ),
          operator: yamlOf(rows.map(({ key, operator }) => [key, operator])),
          repository: yamlOf(rows.map(({ key, repository }) => [key, repository])),
        });
        for (const { key, flag, environment, operator, repository } of rows) {
          const strongest = flag ?? environment ?? operator ?? repository;
          if (strongest !== undefined) expect(valueAt(loaded, key)).toEqual(strongest);
          const from = [
            flag !== undefined && 'flag',
            environment !== undefined && 'environment',
            operator !== undefined && 'operator',
            repository !== undefined && 'repository',
          ].find(Boolean);
          expect(loaded.origins.get(key)?.from).toBe(from || 'default');
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('names where each value came from, with the line', async () => {
    const loaded = await load({
      flags: { failOn: 'none' },
      environment: { GALLEY_SERVER: 'http://127.0.0.1:1' },
      operator: '# mine\nwindow: 4096\n',
      repository: '\n\nbudget:\n  # small\n  promptTokens: 900\nmaxFindings: 3\n',
    });
    expect(originOf(loaded, 'failOn')).toBe('flag --fail-on');
    expect(originOf(loaded, 'server')).toBe('environment GALLEY_SERVER');
    expect(originOf(loaded, 'window')).toBe('/home/me/.config/galley/config.yml:2');
    expect(originOf(loaded, 'budget.promptTokens')).toBe('.galley.yml:5');
    expect(originOf(loaded, 'maxFindings')).toBe('.galley.yml:6');
    expect(originOf(loaded, 'budget.replyTokens')).toBe('default');
  });
});

describe('loadSettings: reading values', () => {
  it('reads switches, numbers and lists from variables; an empty variable is not set', async () => {
    const { settings } = await load({
      environment: {
        GALLEY_NO_MODEL: '1',
        GALLEY_CACHE_ENABLED: 'false',
        GALLEY_TIMEOUT_SECONDS_TOTAL: '1.5',
        GALLEY_EXCLUDE: 'a/*.{ts,js}, b',
        GALLEY_MODEL: '',
        GALLEY_API_KEY: 'sesame',
        GALLEY_LOG: 'anything',
        OTHER: 'x',
      },
    });
    expect(settings).toMatchObject({ noModel: true, model: undefined, apiKey: 'sesame' });
    expect(settings.cache.enabled).toBe(false);
    expect(settings.timeoutSeconds.total).toBe(1.5);
    expect(settings.exclude).toEqual(['a/*.{ts,js}', 'b']);
  });

  it('takes paths of the operator file relative to that file', async () => {
    const { settings } = await load({ operator: 'modelFile: models/a.gguf\n' });
    expect(settings.modelFile).toBe('/home/me/.config/galley/models/a.gguf');
    expect(settings.backend).toBe('gguf');
  });

  it.each(['', '# only a comment\n', '---\n', '$schema: ./galley.schema.json\n', 'maxFindings: 8\n...\n'])(
    'accepts %j',
    async (repository) => {
      await expect(load({ repository })).resolves.toBeDefined();
    },
  );
});

describe('loadSettings: what is refused', () => {
  it.each([
    [
      'unknown key',
      'failOn: none\nmodle: a\n',
      '.galley.yml:2: unknown key "modle"; the nearest known one is model',
    ],
    [
      'unknown key in a group',
      'budget:\n  promptToken: 900\n',
      '.galley.yml:2: unknown key "budget.promptToken"; the nearest known one is budget.promptTokens',
    ],
    ['prototype name', '__proto__: 1\nconstructor: 2\n', '.galley.yml:2: unknown key "constructor"'],
    [
      'operator key',
      'server: http://evil.example\n',
      '.galley.yml:1: server may only be set by the operator: --server <url>, GALLEY_SERVER, or server in /home/me/.config/galley/config.yml',
    ],
    [
      'secret',
      'apiKey: sesame\n',
      '.galley.yml:1: apiKey may only be set by the environment variable GALLEY_API_KEY',
    ],
    [
      'wrong type',
      'maxFindings: many\n',
      '.galley.yml:1: maxFindings is "many"; allowed: a whole number from 1 to 500',
    ],
    ['out of range', 'maxFindings: 0\n', 'maxFindings is 0; allowed: a whole number from 1 to 500'],
    ['not one of', 'failOn: fatal\n', 'failOn is "fatal"; allowed: one of none, info, warning, error'],
    ['no list', 'exclude: dist/**\n', 'exclude is "dist/**"; allowed: a list of globs such as docs/**'],
    ['no value', 'model:\n', 'model is nothing; allowed: a model name such as'],
    [
      'group without a map',
      'budget: 7\n',
      '.galley.yml:1: budget holds settings of its own: budget.promptTokens, budget.replyTokens',
    ],
    ['dotted key', 'budget.promptTokens: 900\n', '.galley.yml:1: "budget.promptTokens" has a dot; nest it'],
    ['path as a model', 'model: ../a.gguf\n', 'model is "../a.gguf"'],
    ['terminal escapes', 'model: "\\e[31m\\u202e"\n', 'model is "\\u001b[31m\\u{202e}"'],
    [
      'duplicate key',
      'failOn: none\nfailOn: error\n',
      '.galley.yml:2: "failOn" is set twice, first in line 1',
    ],
    ['syntax', 'failOn: none\nmodel: b: c\n', '.galley.yml:2:8: not valid YAML: Nested mappings'],
    ['open quote', 'model: "a\n', '.galley.yml:2:1: not valid YAML: Missing closing'],
    ['no map', '- model\n', '.galley.yml:1:1: a configuration file holds `key: value` lines'],
    ['text only', 'model\n', '.galley.yml:1:1: a configuration file holds `key: value` lines'],
    ['two documents', 'failOn: none\n---\nmodel: a\n', 'a second document; one file holds one document'],
    ['anchor', 'exclude: &a [x]\n', '.galley.yml:1:13: YAML anchors are not read here'],
    ['alias', 'exclude: [*a]\n', '.galley.yml:1:11: '],
    ['tag', 'model: !env HOME\n', 'the YAML tag "!env" is not read here'],
    ['core tag', 'model: !!str 1\n', 'the YAML tag "tag:yaml.org,2002:str" is not read here'],
    ['directive', '%YAML 1.1\n---\nmodel: a\n', '.galley.yml:1:1: YAML directives are not read here'],
    ['merge key', '<<: {model: a}\n', 'unknown key "<<"'],
    ['key that is a list', '? [a]\n: 1\n', '.galley.yml:1: a key must be a single word'],
  ])('%s', async (_name, repository, message) => {
    expect(await failureOf({ repository })).toContain(message);
  });

  it.each([
    ['open brackets', '['.repeat(200_000)],
    ['open brackets in lines', '[\n'.repeat(100_000)],
    ['lists in lists', `${'- '.repeat(100_000)}`],
    ['maps in maps', Array.from({ length: 600 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('a bomb of %s, without ending the process', async (_name, repository) => {
    expect(await failureOf({ repository })).toContain('nested more than 10 levels deep');
  });

  it('alias bombs, unexpanded', async () => {
    const levels = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n},*a${n}]`);
    expect(await failureOf({ repository: `a0: &a0 x\n${levels.join('\n')}\n` })).toContain('YAML anchors');
  });

  it('unknown variables, with the nearest known one', async () => {
    expect(await failureOf({ environment: { GALLEY_MODLE: 'a' } })).toContain(
      'GALLEY_MODLE: unknown variable; the nearest known one is GALLEY_MODEL',
    );
    expect(await failureOf({ environment: { GALLEY_LOGS: 'a' } })).toContain('GALLEY_LOG');
  });

  it('wrong text in variables and flags, by the name the user typed', async () => {
    expect(await failureOf({ environment: { GALLEY_NO_MODEL: 'maybe' } })).toBe(
      'GALLEY_NO_MODEL: noModel is "maybe"; allowed: true or false',
    );
    expect(await failureOf({ flags: { concurrency: '0x10' } })).toBe(
      '--concurrency: concurrency is "0x10"; allowed: a whole number from 1 to 64',
    );
  });

  it('never shows a secret', async () => {
    const key = 'sesame'.repeat(1000);
    const failure = await failureOf({ environment: { GALLEY_API_KEY: key }, operator: `apiKey: ${key}\n` });
    expect(failure).toContain('GALLEY_API_KEY: apiKey is a value that is not shown');
    expect(failure).not.toContain('sesame');
  });

  it.each([
    ['https://ci:s3cr3tT0ken99@models.corp.example', 'models.corp.example'],
    ['https://ci:s3cr3t@T0ken99@models.corp.example', 'models.corp.example'],
    ['https://ci:s3cr3t/T0k en"99@models.corp.example', 'models.corp.example'],
    ['s3cr3tT0ken99@models.corp.example', 'models.corp.example'],
    ['https://models.corp.example/?key=s3cr3tT0ken99', 'models.corp.example'],
  ])('never shows what is secret in the address %s', async (server, host) => {
    for (const failure of [
      await failureOf({ environment: { GALLEY_SERVER: server } }),
      await failureOf({ flags: { server } }),
      await failureOf({ operator: stringify({ server }) }),
      await failureOf({ flags: { allowHost: [server] } }),
    ]) {
      expect(failure).not.toMatch(/s3cr3t|T0k|99/);
    }
    expect(await failureOf({ flags: { server } })).toContain(host);
  });

  it('never shows a credential that landed in another setting', async () => {
    const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    expect(await failureOf({ flags: { failOn: token } })).not.toContain(token);
  });

  it.each(['sesame\n', 'ses ame', 'sésame', '\u0000sesame'])(
    'an API key that no header can hold: %j',
    async (key) => {
      const failure = await failureOf({ environment: { GALLEY_API_KEY: key } });
      expect(failure).toMatch(
        /^GALLEY_API_KEY: apiKey is a value that is not shown; allowed: a token of ASCII/,
      );
      expect(failure).not.toMatch(/s[eé]s/);
    },
  );

  it('the backend gguf without a file', async () => {
    expect(await failureOf({ flags: { backend: 'gguf' } })).toContain(
      'flag --backend: the backend gguf needs',
    );
    await expect(load({ flags: { backend: 'gguf', noModel: true } })).resolves.toBeDefined();
  });

  it('all problems of all sources at once', async () => {
    const failure = await failureOf({
      flags: { window: 'x' },
      environment: { GALLEY_BACKEND: 'x' },
      operator: 'oops: 1\n',
      repository: 'failOn: 7\nserver: x\nmaxFindings: -1\n',
    });
    expect(failure).toContain('The configuration has 6 problems');
    for (const where of [
      '.galley.yml:1',
      '.galley.yml:2',
      '.galley.yml:3',
      'config.yml:1',
      'GALLEY_BACKEND',
      '--window',
    ])
      expect(failure).toContain(`${where}: `);
  });

  it('but not a screen full of them', async () => {
    const repository = Array.from({ length: 500 }, (_, n) => `key${n}: 1`).join('\n');
    const failure = await failureOf({ repository });
    expect(failure.split('\n')).toHaveLength(22);
    expect(failure).toContain('and 480 more');
  });
});

function yamlOf(pairs: [SettingKey, unknown][]): string {
  const data: Record<string, unknown> = {};
  for (const [key, value] of pairs) {
    if (value === undefined) continue;
    const [top = key, inner] = key.split('.');
    data[top] = inner === undefined ? value : { [inner]: value };
  }
  return Object.keys(data).length === 0 ? '' : stringify(data);
}

function valueAt({ settings }: LoadedSettings, key: SettingKey): unknown {
  return key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], settings);
}
