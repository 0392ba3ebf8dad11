import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { delimiter, join } from 'node:path';
import type { FileCoverageData } from 'istanbul-lib-coverage';
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

  test('counts a module that `require` loads, and says what it cannot see of it', async () => {
    const root = makeProject({
      'src/a.js': "import { b } from './b.js';\nexport const a = () => b(1);\n",
      'src/b.js': 'export const b = (x) => (x ? 1 : 2);\n',
      'test/a.cjs': "require('../src/a.js').a();",
    });
    const { hits, notes } = await collect(root, ['node', 'test/a.cjs'], node ? { node } : {});
    expect(statements(hits['src/a.js'])).toBe('2:1 2:1');
    if (node === undefined && !('registerHooks' in Module))
      expect(notes).toEqual([expect.stringMatching(/^Loaded by require.*src\/a\.js\.$/)]);
    else expect(branches(hits['src/b.js'])).toEqual(['cond-expr 1:1,0']);
  });
});

describe('the same module, measured by others', () => {
  const files = {
    'src/sign.js': `import { upper } from './upper.cjs';${sign}`,
    'src/upper.cjs': upper,
    'test/sign.test.js': mochaTest.replace(
      /^describe/m,
      "const { describe, it } = globalThis.describe ? globalThis : await import('vitest');\n\ndescribe",
    ),
  };

  test("Vitest's istanbul provider counts alike", async () => {
    const { hits } = await collect(makeProject(files), ['mocha']);
    const other = await collect(makeProject(files), ['vitest']);
    expect(other.exitCode, other.output).toBe(0);
    // It has all ends from a source map, which knows few of them.
    expect(statements(other.hits['src/sign.js'])).toBe(statements(hits['src/sign.js']));
    expect(branches(other.hits['src/sign.js'])).toEqual(branches(hits['src/sign.js']));
  });

  test('c8 sees less: lines for statements, and no arm without code', async () => {
    const root = makeProject(files);
    const c8 = ['c8', '--reporter=json', '--reports-dir=by-c8', 'mocha'];
    // The plain program: nyc beside it would be measured as well.
    execFileSync(join(root, 'node_modules/.bin', c8[0]!), c8.slice(1), {
      cwd: root,
      stdio: 'ignore',
      env: pathTo(root),
    });
    const report = JSON.parse(readFileSync(join(root, 'by-c8/coverage-final.json'), 'utf8')) as Record<
      string,
      FileCoverageData
    >;
    const file = report[join(root, 'src/sign.js')];
    const never = Object.entries(file!.statementMap).filter(([id]) => file!.s[id] === 0);
    // Both know the function that nobody calls. The `return 'big'` of line 3, and an empty name that is never needed,
    // share their lines with what runs.
    expect(never.map(([, { start }]) => start.line)).toEqual([12, 13]);
    expect(new Set(Object.values(file!.branchMap).map(({ type }) => type))).toEqual(
      new Set<string>(['branch']),
    );
    expect(Object.values(file!.branchMap).every(({ locations }) => locations.length === 1)).toBe(true);
  });
});

function pathTo(root: string): Record<string, string> {
  return { PATH: [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter), HOME: root };
}
