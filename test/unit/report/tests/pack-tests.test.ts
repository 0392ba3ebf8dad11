import { describe, expect, it } from 'vitest';
import { packTests, unpackTests } from '../../../../src/report/tests/pack-tests.ts';
import type { TestSuggestion } from '../../../../src/testgen/test-suggestion.ts';

const head = 'd'.repeat(40);
const suggestion: TestSuggestion = {
  path: 'test/cart.test.ts',
  isNew: true,
  text: "import { test } from 'vitest';\n",
  added: 'test();\n',
  title: 'adds an item',
  target: { path: 'src/cart.ts', function: 'Cart.add' },
  gates: [{ gate: 'parses', outcome: 'passed', detail: '' }],
  gained: [
    {
      path: 'src/cart.ts',
      startLine: 3,
      endLine: 4,
      kind: 'branch',
      arm: 'else',
      function: 'Cart.add',
      condition: '',
      certainty: 'high',
      place: { startLine: 3, startColumn: undefined, endLine: 4, endColumn: undefined },
      armIndex: undefined,
    },
  ],
  mutants: { killed: 2, tried: 3 },
  isCharacterisation: false,
  repairs: [],
  command: 'npx vitest run test/cart.test.ts',
  sandbox: 'bubblewrap',
  atBase: 'fails',
};

/** A pack with one thing in its first test changed. */
function changed(change: Record<string, unknown>): string {
  const pack = JSON.parse(packTests([suggestion], head)) as { tests: Record<string, unknown>[] };
  return JSON.stringify({ ...pack, tests: [{ ...pack.tests[0], ...change }] });
}

describe('a pack of suggested tests', () => {
  it('gives back what was packed', () => {
    const { atBase: _, ...unseen } = suggestion;
    expect(unpackTests(packTests([suggestion, unseen], head), head)).toEqual([suggestion, unseen]);
  });

  it('is refused for another commit', () => {
    expect(() => unpackTests(packTests([suggestion], 'e'.repeat(40)), head)).toThrow('about another commit');
  });

  it.each(['../x.ts', '/etc/x.ts', 'a/../../x', '.git/hooks/x', 'a\\b', 'a\nb', '', 'a//b'])(
    'S3: is refused for the path %j',
    (path) => {
      expect(() => unpackTests(changed({ path }), head)).toThrow("can't be used");
      expect(() => unpackTests(changed({ target: { path, function: 'f' } }), head)).toThrow("can't be used");
    },
  );

  it.each(['{', '[]', '{"galleyTests":2}', 'null', changed({ gates: 'all' }), changed({ extra: 1 })])(
    'is refused as %s',
    (text) => {
      expect(() => unpackTests(text, head)).toThrow("can't be used");
    },
  );

  it('S5: masks what looks like a credential', () => {
    const token = `ghp_${'A1b2C3d4'.repeat(5).slice(0, 36)}`;
    const [test] = unpackTests(changed({ text: `const t = '${token}';\n` }), head);
    expect(test?.text).not.toContain(token);
  });
});
