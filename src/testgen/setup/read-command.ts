import type { Framework } from '../framework.ts';
import type { Launch } from './found-setup.ts';
import { pickOptions } from './pick-options.ts';

/** What one command says of tests. */
export type TestCommand = Pick<Launch, 'nodeOptions' | 'options' | 'env' | 'suite'> & {
  readonly framework: Framework;
};

const programs: Readonly<Record<string, Framework>> = {
  vitest: 'vitest',
  'vitest.mjs': 'vitest',
  jest: 'jest',
  'jest.js': 'jest',
  mocha: 'mocha',
  _mocha: 'mocha',
  'mocha.js': 'mocha',
  'ts-mocha': 'mocha',
  pytest: 'pytest',
  'py.test': 'pytest',
};

/** Options of Node that are followed by a value of their own. */
const nodeValues = new Set([
  ...['--import', '--require', '-r', '--loader', '--experimental-loader', '--conditions', '-C', '--env-file'],
  ...['--test-reporter', '--test-reporter-destination', '--test-name-pattern', '--test-concurrency'],
]);

/** Node's own options for tests are ours to set; so is where a debugger waits. */
const notOurs = /^--(?:test|watch|inspect|experimental-test|no-warnings$|enable-source-maps$)/;

/**
 * Finds a test framework in the words of a command, behind whatever stands before it: `cross-env NODE_ENV=test nyc mocha`.
 * Undefined: it starts none.
 */
export function readCommand(words: readonly string[]): TestCommand | undefined {
  const at = words.findIndex((word) => Object.hasOwn(programs, nameOf(word)));
  const node = words.findIndex((word) => ['node', 'tsx'].includes(nameOf(word)));
  const framework = at < 0 ? undefined : programs[nameOf(words[at] ?? '')];
  if (framework !== undefined) return readProgram(framework, words, at, node);
  if (node < 0 || !words.includes('--test', node)) return undefined;
  const { options, rest } = pickNodeOptions(words.slice(node + 1));
  const nodeOptions = [...loaderOf(words[node]), ...options];
  return {
    framework: 'node:test',
    nodeOptions,
    options: [],
    env: variables(words.slice(0, node)),
    suite: rest,
  };
}

function readProgram(framework: Framework, words: readonly string[], at: number, node: number): TestCommand {
  const { options, rest } = pickOptions(framework, words.slice(at + 1));
  const hasNode = node >= 0 && node < at;
  const nodeOptions = hasNode
    ? [...loaderOf(words[node]), ...pickNodeOptions(words.slice(node + 1, at)).options]
    : [];
  const loader = nameOf(words[at] ?? '') === 'ts-mocha' ? ['--require', 'ts-node/register'] : [];
  const env = variables(words.slice(0, at));
  return { framework, nodeOptions, options: [...loader, ...options], env, suite: rest };
}

/** `tsx --test` is Node with a loader. */
function loaderOf(word = ''): readonly string[] {
  return nameOf(word) === 'tsx' ? ['--import', 'tsx'] : [];
}

function pickNodeOptions(words: readonly string[]): { options: string[]; rest: string[] } {
  const options: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const isOption = word.startsWith('-');
    const value = isOption && nodeValues.has(word) ? [words[(i += 1)] ?? ''] : [];
    if (!isOption) rest.push(word);
    else if (!notOurs.test(word)) options.push(word, ...value);
  }
  return { options, rest };
}

/** Variables that stand before a command, and those that `cross-env` is given. */
function variables(words: readonly string[]): Record<string, string> {
  const pairs = words.flatMap((word) => {
    const [, name = '', value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    return name === '' || name.startsWith('GALLEY_') ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

function nameOf(word: string): string {
  return word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
}
