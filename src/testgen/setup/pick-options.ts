import type { Framework } from '../framework.ts';

interface KnownOptions {
  /** Followed by a value, or `=` and a value: kept. */
  readonly values: readonly string[];
  /** Kept as they are. */
  readonly flags: readonly string[];
  /** Followed by a value, and left out with it: they choose, report or measure. */
  readonly dropped: readonly string[];
}

/** Of what a test command says, what a test file needs to run at all. All else is left out: order, reports, limits. */
const known: Readonly<Record<Framework, KnownOptions>> = {
  vitest: {
    values: ['-c', '--config', '-r', '--root', '--dir', '--environment', '--mode'],
    flags: ['--globals', '--dom'],
    dropped: [
      '--reporter',
      '--project',
      '--pool',
      '-t',
      '--testNamePattern',
      '--outputFile',
      '--testTimeout',
    ],
  },
  jest: {
    values: ['-c', '--config', '--env', '--testEnvironment', '--rootDir', '--preset', '--setupFilesAfterEnv'],
    flags: [],
    dropped: [
      '-w',
      '--maxWorkers',
      '--reporters',
      '-t',
      '--testNamePattern',
      '--testTimeout',
      '--outputFile',
    ],
  },
  mocha: {
    values: [
      ...['-r', '--require', '--import', '--loader', '--experimental-loader', '-n', '--node-option'],
      ...['-u', '--ui', '--extension', '--file', '--config'],
    ],
    flags: ['--experimental-vm-modules', '--allow-uncaught'],
    dropped: [
      '-R',
      '--reporter',
      '-O',
      '--reporter-option',
      '-t',
      '--timeout',
      '-s',
      '--slow',
      '-g',
      '--grep',
      '--retries',
    ],
  },
  'node:test': { values: [], flags: [], dropped: [] },
  pytest: {
    values: [
      '-p',
      '--import-mode',
      '--asyncio-mode',
      '--ds',
      '--rootdir',
      '-c',
      '--confcutdir',
      '--pythonpath',
    ],
    flags: ['--pyargs', '--doctest-modules'],
    dropped: [
      '-n',
      '-k',
      '-m',
      '--cov',
      '--cov-report',
      '--cov-config',
      '--tb',
      '--durations',
      '-o',
      '--junitxml',
    ],
  },
};

/** `rest`: words that are no options, such as patterns of test files. */
export function pickOptions(
  framework: Framework,
  words: readonly string[],
): { options: string[]; rest: string[] } {
  const { values, flags, dropped } = known[framework];
  const options: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const [name = ''] = word.split('=');
    if (!word.startsWith('-')) rest.push(word);
    else if (word.includes('=')) options.push(...(values.includes(name) ? [word] : []));
    else if (values.includes(word)) options.push(word, words[(i += 1)] ?? '');
    else if (flags.includes(word)) options.push(word);
    else if (dropped.includes(word)) i += 1;
  }
  return { options, rest: rest.filter((word) => word !== 'run') };
}
