import type { Framework, SuiteWords, TestSetup } from '../framework.ts';

/** What the text of one test file says of how tests are written. */
export interface TestStyle {
  readonly isTest: boolean;
  /** That it names; undefined: none, it could be one with globals. */
  readonly framework: Framework | undefined;
  readonly modules: 'esm' | 'cjs' | undefined;
  readonly assertions: TestSetup['assertions'] | undefined;
  /** It imports `describe` and `it`, or `test`. */
  readonly importsNames: boolean;
  /** Undefined: the file calls none of them. */
  readonly suiteWord: SuiteWords['suite'] | undefined;
  readonly testWord: SuiteWords['test'] | undefined;
}

const frameworkModules: Readonly<Record<string, Framework>> = {
  vitest: 'vitest',
  '@jest/globals': 'jest',
  'node:test': 'node:test',
  mocha: 'mocha',
};

const specifier = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*(['"])([^'"\n]+)\1/g;

/** By its words alone; a sample of files is asked, and the most decide. */
export function readTestStyle(text: string): TestStyle {
  const modules = [...text.matchAll(specifier)].map(([, , name = '']) => name);
  const named = modules.map((name) =>
    Object.hasOwn(frameworkModules, name) ? frameworkModules[name] : undefined,
  );
  const framework = named.find((name) => name !== undefined);
  const isEsm = /^\s*(?:import\s*(?:[\w*{]|['"])|export\s)/m.test(text);
  return {
    isTest: /\b(?:describe|it|test|suite)(?:\.\w+)*\s*\(/.test(text),
    framework: framework ?? byGlobal(text),
    modules: isEsm ? 'esm' : /\brequire\s*\(/.test(text) ? 'cjs' : undefined,
    assertions: assertionsOf(modules, text),
    importsNames: framework !== undefined,
    suiteWord: moreOften(text, 'describe', 'suite'),
    testWord: moreOften(text, 'it', 'test'),
  };
}

function moreOften<Word extends string>(text: string, usual: Word, other: Word): Word | undefined {
  const count = (word: string): number =>
    [...text.matchAll(new RegExp(String.raw`(?<![\w.$])${word}(?:\.\w+)*\s*\(`, 'g'))].length;
  const [first, second] = [count(usual), count(other)];
  if (first + second === 0) return undefined;
  return second > first ? other : usual;
}

function byGlobal(text: string): Framework | undefined {
  if (/\bjest\.\w+\s*[(<]/.test(text)) return 'jest';
  return /\bvi\.\w+\s*[(<]/.test(text) ? 'vitest' : undefined;
}

function assertionsOf(modules: readonly string[], text: string): TestSetup['assertions'] | undefined {
  if (modules.includes('chai') && /\bexpect\b/.test(text)) return 'chai-expect';
  if (modules.some((name) => /^(?:node:)?assert(?:\/strict)?$/.test(name))) return 'node-assert';
  return /\bexpect\s*\(/.test(text) ? 'expect' : undefined;
}
