import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { configSchema } from '../../../src/config/json-schema.ts';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { settingKeys, settingRows } from '../../../src/config/schema.ts';

const files = ['repository', 'operator'] as const;
const validators = {
  repository: new Ajv().compile(configSchema('repository')),
  operator: new Ajv().compile(configSchema('operator')),
};

async function isAccepted(file: (typeof files)[number], text: string): Promise<boolean> {
  const sources = {
    flags: {},
    environment: {},
    otherVariables: [],
    operator: { path: '/etc/config.yml', text: undefined },
    repository: { path: '.galley.yml', text: undefined },
  };
  return loadSettings({ ...sources, [file]: { ...sources[file], text } }).then(
    () => true,
    () => false,
  );
}

/** Values near the borders of what settings take, and plain nonsense. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(true, false, null, '', 'x', 'error', 'none', 'ollama', '5m', '/x', 'a b', [], {}, [
    [],
  ]),
  fc.constantFrom<unknown>(
    'http://127.0.0.1:11434',
    'http://me:pw@host',
    'ftp://x',
    'm:1',
    '../m',
    ['a/**'],
    [1],
  ),
  fc.constantFrom<unknown>(0, 1, 8, 8.5, -1, 64, 399, 400, 500, 501, 1e5, 1e9, 0.05, 0.1, 'x'.repeat(501)),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Mostly real keys, so that both verdicts are common. */
function anyConfig(file: (typeof files)[number]) {
  const leaves = settingKeys.filter((key) => file === 'operator' || settingRows[key].setBy === 'repository');
  const goodValue = (key: (typeof settingKeys)[number]) => {
    const fallback = settingRows[key].default;
    return fallback === undefined
      ? fc.constantFrom<unknown>('a', '/a/b', 4096)
      : fc.constant<unknown>(fallback);
  };
  const pair = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(...leaves).chain((key) => fc.tuple(fc.constant(key), goodValue(key))),
    },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...leaves), anyValue) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...settingKeys, '$schema', 'budget', 'oops'), anyValue),
    },
  );
  return fc.array(pair, { maxLength: 5 }).map(build);
}

function build(pairs: [string, unknown][]): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const [key, value] of pairs) {
    const [top = key, inner] = key.split('.');
    const group = config[top];
    if (inner === undefined) config[top] = value;
    else config[top] = { ...(typeof group === 'object' ? group : {}), [inner]: value };
  }
  return config;
}

describe('configSchema', () => {
  it.each(files)('%s: an editor with the schema and the loader agree on every file', async (file) => {
    const verdicts = { good: 0, bad: 0 };
    await fc.assert(
      fc.asyncProperty(anyConfig(file), async (config) => {
        // The loader also asks for a model file, which one file alone cannot know.
        fc.pre(config['backend'] !== 'gguf');
        const text = stringify(config);
        const valid = validators[file](parse(text));
        verdicts[valid ? 'good' : 'bad'] += 1;
        expect(await isAccepted(file, text)).toBe(valid);
      }),
      { numRuns: 600, seed: 11 },
    );
    expect(verdicts.good).toBeGreaterThan(100);
    expect(verdicts.bad).toBeGreaterThan(100);
  });

  it('describes every key, and never a secret', () => {
    for (const file of files) {
      const text = JSON.stringify(configSchema(file));
      expect(text).not.toContain('apiKey');
      expect(text.match(/"description":""/)).toBeNull();
    }
    const { properties } = configSchema('repository') as { properties: Record<string, object> };
    expect(Object.keys(properties)).toEqual([
      '$schema',
      'model',
      'failOn',
      'maxFindings',
      'exclude',
      'maxFileKilobytes',
      'budget',
      'docs',
    ]);
  });
});
