import type { Framework } from '../framework.ts';
import type { Launch } from './found-setup.ts';

const starts: Readonly<Record<Exclude<Framework, 'node:test'>, readonly string[]>> = {
  vitest: ['npx', 'vitest', 'run'],
  jest: ['npx', 'jest'],
  mocha: ['npx', 'mocha'],
  pytest: ['python', '-m', 'pytest'],
};

/** The command of one test file, for people, to be run in the root of the repository. */
export function writeCommand(framework: Framework, launch: Launch): (testFile: string) => string {
  const { folder, nodeOptions, options, env } = launch;
  return (testFile) => {
    const file = folder === '' ? testFile : testFile.slice(folder.length + 1);
    const variables = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`);
    const words =
      framework === 'node:test' ? ['node', ...nodeOptions, '--test'] : [...starts[framework], ...options];
    const line = [...variables, ...[...words, file].map(quote)].join(' ');
    return folder === '' ? line : `cd ${quote(folder)} && ${line}`;
  };
}

function quote(word: string): string {
  return /^[\w./@:=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
