import type { TestSetup } from '../framework.ts';
import type { ImportNeed } from '../test-body.ts';

const hooks = ['describe', 'suite', 'it', 'test', 'beforeEach', 'afterEach'];

/** Names that a framework exports, and from where. */
const frameworkNames: Readonly<Record<TestSetup['framework'], { source: string; names: readonly string[] }>> =
  {
    vitest: { source: 'vitest', names: [...hooks, 'expect', 'vi', 'beforeAll', 'afterAll', 'expectTypeOf'] },
    jest: { source: '@jest/globals', names: [...hooks, 'expect', 'jest', 'beforeAll', 'afterAll'] },
    mocha: { source: 'mocha', names: [...hooks, 'before', 'after'] },
    'node:test': { source: 'node:test', names: [...hooks, 'mock', 'before', 'after'] },
    pytest: { source: 'pytest', names: [] },
  };

const blank = { imported: '', isType: false } as const;

/** Where a name of the framework or of its assertions comes from; `global`: it needs no import; undefined: no such name. */
export function frameworkNeed(name: string, setup: TestSetup): ImportNeed | 'global' | undefined {
  const { framework, modules, language, hasGlobals, assertions } = setup;
  if (framework === 'pytest') return name === 'pytest' ? moduleNeed('pytest', name) : undefined;
  if (name === 'assert') return { ...blank, source: 'node:assert/strict', kind: 'default', local: name };
  if (name === 'expect' && assertions === 'chai-expect') return named('chai', name);
  const { source, names } = frameworkNames[framework];
  if (name === 'jest' && framework === 'jest' && hasGlobals) {
    return modules === 'esm' && language === 'javascript' ? named(source, name) : 'global';
  }
  if (!names.includes(name)) return undefined;
  return hasGlobals || framework === 'mocha' ? 'global' : named(source, name);
}

function named(source: string, name: string): ImportNeed {
  return { source, kind: 'named', imported: name, local: name, isType: false };
}

function moduleNeed(source: string, local: string): ImportNeed {
  return { ...blank, source, kind: 'module', local };
}

const nodeModules = new Set([
  ...[
    'assert',
    'buffer',
    'crypto',
    'events',
    'fs',
    'http',
    'os',
    'path',
    'querystring',
    'readline',
    'stream',
  ],
  ...['timers', 'url', 'util', 'vm', 'zlib'],
]);

const nodeNames: Readonly<Record<string, string>> = {
  EventEmitter: 'node:events',
  Readable: 'node:stream',
  Writable: 'node:stream',
  Transform: 'node:stream',
  PassThrough: 'node:stream',
  promisify: 'node:util',
  inspect: 'node:util',
  tmpdir: 'node:os',
};

const pythonModules = new Set([
  ...[
    'asyncio',
    'collections',
    'copy',
    'datetime',
    'functools',
    'io',
    'itertools',
    'json',
    'logging',
    'math',
  ],
  ...['os', 're', 'string', 'sys', 'tempfile', 'textwrap', 'time', 'types', 'typing', 'unittest', 'uuid'],
]);

const pythonNames: Readonly<Record<string, string>> = {
  Mock: 'unittest.mock',
  MagicMock: 'unittest.mock',
  patch: 'unittest.mock',
  Path: 'pathlib',
  Decimal: 'decimal',
  StringIO: 'io',
  datetime: 'datetime',
  timedelta: 'datetime',
  SimpleNamespace: 'types',
};

/** Names that everybody writes without saying where they come from: node's own modules, Python's standard library. */
export function builtInNeed(name: string, { language }: TestSetup): ImportNeed | undefined {
  const isPython = language === 'python';
  const names = isPython ? pythonNames : nodeNames;
  const source = Object.hasOwn(names, name) ? names[name] : undefined;
  if (source !== undefined) return named(source, name);
  if (isPython) return pythonModules.has(name) ? moduleNeed(name, name) : undefined;
  return nodeModules.has(name)
    ? { ...blank, source: `node:${name}`, kind: 'default', local: name }
    : undefined;
}
