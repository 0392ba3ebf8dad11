import { describe, expect, test } from 'vitest';
import {
  branches,
  collect,
  makeProject,
  needRunners,
  newerNode,
  statements,
} from './coverage-run-project.ts';

needRunners();

/** What it prints is known by reading it; the tests below call it with 3 and with -3. */
const sign = `
export function sign(n, limit = 10) {
  if (n > limit) return 'big';
  if (n < 0) {
    return 'negative';
  }
  const word = n === 0 ? 'zero' : 'positive';
  return upper(word) || 'none';
}

export function unused() {
  return 1;
}
`;
const signStatements = '3:2 3:0 4:2 5:1 7:1 8:1 12:0';
const signBranches = ['default-arg 2:2', 'if 3:0,2', 'if 4:1,1', 'cond-expr 7:0,1', 'binary-expr 8:1,0'];

const upper = `
exports.upper = function upper(word) {
  if (word) {
    return word.toUpperCase();
  }
  return '';
};
`;

const mochaTest = `
import assert from 'node:assert';
import { sign } from '../src/sign.js';

describe('sign', () => {
  it('says positive', () => assert.equal(sign(3), 'POSITIVE'));
  it('says negative', () => assert.equal(sign(-3), 'negative'));
});
`;

const nodes = [
  { name: 'this Node', node: undefined },
  ...(newerNode ? [{ name: 'a newer Node', node: newerNode }] : []),
];

describe.each(nodes)('on $name', ({ node }) => {
  test('counts modules, and what they import of the older kind, once each', async () => {
    const root = makeProject({
      'src/sign.js': `import { upper } from './upper.cjs';${sign}`,
      'src/upper.cjs': upper,
      'src/never.js': 'export const never = 1;\n',
      'test/sign.test.js': mochaTest,
    });
    const { hits, exitCode, output, notes } = await collect(root, ['mocha'], node ? { node } : {});
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: [] });
    expect(output).toContain('2 passing');
    expect(Object.keys(hits)).toEqual(['src/sign.js', 'src/upper.cjs']);
    expect(statements(hits['src/sign.js'])).toBe(signStatements);
    expect(branches(hits['src/sign.js'])).toEqual(signBranches);
    expect(statements(hits['src/upper.cjs'])).toBe('2:1 3:1 4:1 6:0');
  });

  test('counts the older kind, and what it imports of the newer one', async () => {
    const root = makeProject({
      'package.json': '{}',
      'src/sign.js': `const { upper } = require('./upper.cjs');${sign.replaceAll('export ', '')}exports.sign = sign;\n`,
      'src/upper.cjs': upper,
      'src/late.mjs': "export const late = (x) => (x ? 'yes' : 'no');\n",
      'src/data.json': '{"x": 1}',
      'test/sign.test.js': mochaTest
        .replace(/^import assert.*/m, "const assert = require('node:assert');")
        .replace(
          /^import { sign }.*/m,
          "const { sign } = require('../src/sign.js');\nrequire('../src/data.json');",
        ),
      'test/late.test.js': `
        it('imports', async () => {
          const first = await import('../src/late.mjs?first');
          const second = await import('../src/late.mjs?second');
          await import('data:text/javascript,export default 1');
          if (first.late(1) + second.late(0) + second.late(0) !== 'yesnono') throw new Error('late');
        });`,
    });
    const { hits, exitCode } = await collect(root, ['mocha'], node ? { node } : {});
    expect(exitCode).toBe(0);
    expect(Object.keys(hits)).toEqual(['src/late.mjs', 'src/sign.js', 'src/upper.cjs']);
    expect(statements(hits['src/sign.js'])).toBe(`1:1 ${signStatements} 14:1`);
    expect(branches(hits['src/sign.js'])).toEqual(signBranches);
    // Two instances of one file count together.
    expect(branches(hits['src/late.mjs'])).toEqual(['cond-expr 1:1,2']);
  });
});
