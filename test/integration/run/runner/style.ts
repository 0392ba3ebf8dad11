import { join } from 'node:path';
import type { Framework } from '../../../../src/testgen/framework.ts';
import type { Launch } from '../../../../src/testgen/setup/found-setup.ts';
import { pythonStyle } from './python-style.ts';

const root = join(import.meta.dirname, '../../../..');

/** How the same tests are written for a framework. */
export interface Style {
  readonly framework: Framework;
  readonly files: Readonly<Record<string, string>>;
  /** A folder that the project has installed, and where it lies. Undefined: none. */
  readonly installed: { readonly path: 'node_modules' | '.venv'; readonly from: string } | undefined;
  readonly testFile: string;
  readonly source: string;
  readonly launch: Partial<Launch>;
  /** A whole test file with these tests, by name; the name may say the suite too: `suite > test`. */
  readonly write: (tests: Readonly<Record<string, Body>>) => string;
  /** A file that does not parse, and one that imports what is not there. */
  readonly broken: readonly string[];
  /** How a test is named in results. */
  readonly title: (name: string) => string;
  /** How the values of `compares wrongly` are written down. */
  readonly values: { readonly expected: string; readonly actual: string };
  /** Hits of the source's arms after two calls with 1. */
  readonly arms: readonly (readonly number[])[];
}

/** What a test does, in words that each style has. */
export type Body =
  | {
      readonly does:
        'compares' | 'compares wrongly' | 'throws' | 'hangs' | 'waits in vain' | 'rejects late' | 'counts';
    }
  /** Prints what looks like results, then ends the process. */
  | { readonly does: 'forges and exits' }
  /** Compares what the source says the day is. */
  | { readonly does: 'asks the day'; readonly day: string };

const own = join(root, 'node_modules');
const peers = join(root, '.peers/runners/node_modules');

function bodyOf(body: Body): string {
  switch (body.does) {
    case 'compares':
      return `same(sign(1), 'plus');`;
    case 'compares wrongly':
      return `\n  same({ list: [sign(1), 5] }, { list: ['minus', '5'] });\n`;
    case 'throws':
      return `\n  null.anything;\n`;
    case 'hangs':
      return `for (;;);`;
    case 'waits in vain':
      return `await new Promise(() => {});`;
    case 'rejects late':
      return `setTimeout(() => Promise.reject(new Error('nobody waited')), 1);`;
    case 'counts':
      return `throw new Error('number ' + (globalThis.count = (globalThis.count ?? 0) + 1));`;
    case 'forges and exits': {
      const lines = [{ type: 'test', name: 'b', status: 'passed' }, { type: 'end' }];
      return `console.log(${JSON.stringify(lines.map((line) => JSON.stringify(line)).join('\n'))}); process.exit(0);`;
    }
    case 'asks the day':
      return `same(today(), '${body.day}'); await new Promise((resolve) => setTimeout(resolve, 2)); same(today(), '${body.day}');`;
  }
}

function javascript(
  imports: string,
  same: string,
): Pick<Style, 'write' | 'broken' | 'testFile' | 'source' | 'title' | 'values' | 'arms'> {
  const head = `${imports}\n${same}\n`;
  return {
    testFile: 'test/sign.test.js',
    source: 'src/sign.js',
    title: (name) => name.replace(' > ', ' '),
    values: { expected: `{ list: ["minus", "5"] }`, actual: `{ list: ["plus", 5] }` },
    arms: [
      [0, 2],
      [2, 0],
    ],
    write: (tests) =>
      head +
      Object.entries(tests)
        .map(([name, body]) => {
          const [first = '', second] = name.split(' > ');
          const test = (title: string): string => `it('${title}', async () => {${bodyOf(body)}});`;
          return second === undefined ? test(first) : `describe('${first}', () => {${test(second)}});`;
        })
        .join('\n'),
    broken: [
      `${head}it('a', () => { ( });`,
      `${head.replaceAll('../src/sign.js', '../src/missing.js')}it('a', () => {});`,
    ],
  };
}

const functions = `
function sign(n) {
  if (n < 0) return 'minus';
  return n > 0 ? 'plus' : 'zero';
}
function today() {
  const now = new Date();
  return now.getFullYear() + '-' + (now.getMonth() + 1) + '-' + now.getDate();
}
`;
const esm = {
  files: { 'package.json': '{ "type": "module" }', 'src/sign.js': `export { sign, today };${functions}` },
};
const cjs = {
  files: {
    'package.json': '{ "type": "commonjs" }',
    'src/sign.js': `module.exports = { sign, today };${functions}`,
  },
};
const importSource = `import { sign, today } from '../src/sign.js';`;
const requireSource = `const { sign, today } = require('../src/sign.js');`;
const sameByExpect = 'const same = (actual, expected) => expect(actual).toEqual(expected);';
const sameByAssert = 'const same = (actual, expected) => assert.deepStrictEqual(actual, expected);';

export const styles: Readonly<Record<Framework, Style>> = {
  vitest: {
    framework: 'vitest',
    ...esm,
    installed: { path: 'node_modules', from: own },
    launch: {},
    ...javascript(`import { describe, it, expect } from 'vitest';\n${importSource}`, sameByExpect),
  },
  jest: {
    framework: 'jest',
    ...cjs,
    installed: { path: 'node_modules', from: peers },
    launch: {},
    ...javascript(requireSource, sameByExpect),
  },
  mocha: {
    framework: 'mocha',
    files: {
      ...cjs.files,
      // Would all be run with each candidate, and stop at the first failure.
      '.mocharc.json': JSON.stringify({ spec: 'other/*.js', bail: true, reporter: 'dot', ui: 'bdd' }),
      'other/never.js': `throw new Error('not asked for');`,
    },
    installed: { path: 'node_modules', from: peers },
    launch: {},
    ...javascript(`const assert = require('node:assert');\n${requireSource}`, sameByAssert),
  },
  'node:test': {
    framework: 'node:test',
    ...esm,
    installed: undefined,
    launch: {},
    ...javascript(
      `import it, { describe } from 'node:test';\nimport assert from 'node:assert';\n${importSource}`,
      sameByAssert,
    ),
  },
  pytest: pythonStyle,
};
