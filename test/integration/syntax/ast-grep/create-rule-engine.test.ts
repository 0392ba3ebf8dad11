import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../../../../src/log.ts';
import type { RuleEngine } from '../../../../src/rule/rule-engine.ts';
import type { SyntaxRule } from '../../../../src/rule/syntax-rule.ts';
import { buildEngine, type Build, type BuiltEngine } from './build-engine.ts';

let built: BuiltEngine;
beforeAll(async () => {
  built = await buildEngine();
});
afterAll(() => built.remove());

const call: SyntaxRule = { rule: { pattern: 'foo($$$ARGS)' } };
const builds: Build[] = ['native', 'wasm'];

describe.each(builds)('the rule engine, %s', (build) => {
  let engine: RuleEngine;
  beforeAll(() => {
    engine = built.open(build);
  });

  it('gives range, lines and variables in UTF-16 units', async () => {
    const text = '// 😀\r\nfoo("😀", bar(1)); \0 foo(\n  foo()\n);\n';
    const { matches, skipped } = await engine.match({ language: 'typescript', text, rules: [call] });
    expect(skipped).toEqual([]);
    expect(matches[0]?.map((one) => [text.slice(one.start, one.end), one.startLine, one.endLine])).toEqual([
      ['foo("😀", bar(1))', 2, 2],
      ['foo(\n  foo()\n)', 2, 4],
      ['foo()', 3, 3],
    ]);
    expect(matches[0]?.map((one) => one.captures['ARGS']?.text)).toEqual([
      '"😀", bar(1)',
      'foo()',
      undefined,
    ]);
  });

  it('asks about all rules in one go as it does about each', async () => {
    const text = 'if (a) { foo(b) }\nfoo(1, 2);\nbar(foo(3));\n';
    const rules: SyntaxRule[] = [
      call,
      { rule: { pattern: '$F($A)' }, constraints: { F: { regex: '^bar$' } } },
      { rule: { any: [{ kind: 'if_statement' }, { kind: 'call_expression' }] } },
      {
        rule: { kind: 'call_expression', inside: { matches: 'block', stopBy: 'end' } },
        utils: { block: { kind: 'if_statement' } },
      },
    ];
    const all = await engine.match({ language: 'tsx', text, rules });
    const each = await Promise.all(
      rules.map((rule) => engine.match({ language: 'tsx', text, rules: [rule] })),
    );
    expect(all.matches).toEqual(each.map((one) => one.matches[0]));
    expect(all.matches.map((list) => list.length)).toEqual([3, 1, 5, 1]);
  });

  it('counts only matches that touch the lines, with the same result as filtering all', async () => {
    const body = Array.from({ length: 60 }, (_, i) => `  foo(${i}, foo(\n    ${i}\n  ));`).join('\n');
    const text = `class A {\n  m() {\n${body}\n  }\n  n() {\n${body}\n  }\n}\nfoo();\n`;
    const rules: SyntaxRule[] = [
      call,
      { rule: { kind: 'class_declaration' } },
      { rule: { kind: 'method_definition' } },
    ];
    const everywhere = await engine.match({ language: 'typescript', text, rules });
    for (const lines of [
      [{ first: 4, last: 4 }],
      [
        { first: 100, last: 101 },
        { first: 190, last: 250 },
      ],
      [],
    ]) {
      const { matches } = await engine.match({ language: 'typescript', text, rules, lines });
      expect(matches).toEqual(
        everywhere.matches.map((list) =>
          list.filter((one) =>
            lines.some(({ first, last }) => one.startLine <= last && one.endLine >= first),
          ),
        ),
      );
    }
  });

  it('reads Python and leaves languages without a parser alone', async () => {
    const rule: SyntaxRule = { rule: { pattern: 'eval($X)' } };
    const python = await engine.match({
      language: 'python',
      text: 'def f(a):\n  return eval(a)\n',
      rules: [rule],
    });
    expect(python.matches[0]?.map((one) => [one.startLine, one.captures['X']?.text])).toEqual([[2, 'a']]);
    const go = await engine.match({
      language: 'go',
      text: 'package a\nfunc f() { eval(1) }\n',
      rules: [rule],
    });
    expect(go.matches[0]).toHaveLength(1);
    const text = await engine.match({ language: 'text', text: 'eval(1)', rules: [rule] });
    expect(text.skipped).toMatchObject([{ index: 0, reason: 'language' }]);
  });

  it('tells what it does not understand and runs the rest', async () => {
    const rules: SyntaxRule[] = [
      { rule: { kind: 'nonsense' } },
      call,
      { rule: { regex: '(' } },
      { rule: {} },
    ];
    const { matches, skipped } = await engine.match({ language: 'typescript', text: 'foo(1)', rules });
    expect(matches.map((list) => list.length)).toEqual([0, 1, 0, 0]);
    expect(skipped.map(({ index, reason }) => [index, reason])).toEqual([[0, 'broken'], [2, 'broken'], [3, 'broken']]); // prettier-ignore
    expect(skipped[0]?.text).toContain('Kind `nonsense` is invalid');
  });

  it('counts errors of the parse, tokens that the parser made up too', async () => {
    const errors = async (text: string, language = 'typescript'): Promise<number | undefined> =>
      (await engine.match({ language, text, rules: [], countErrors: true })).errors;
    expect(await errors('if (a) { b(); }\n`${c}`;\n')).toBe(0);
    expect(await errors('')).toBe(0);
    expect(await errors('if (a) { b();\n')).toBe(1);
    expect(await errors('a b ( c')).toBeGreaterThan(0);
    expect(await errors('def f():\n  if a:\n    return [1]\n\nx = f""\n', 'python')).toBe(0);
  });

  it('applies transformations', async () => {
    const rule: SyntaxRule = {
      rule: { pattern: 'foo($A)' },
      transform: {
        B: { convert: { source: '$A', toCase: 'upperCase' } },
        C: { substring: { source: '$A', startChar: 1, endChar: -1 } },
      },
    };
    const { matches } = await engine.match({
      language: 'typescript',
      text: '"é😀"; foo("añb"); foo("😀")',
      rules: [rule],
    });
    expect(matches[0]?.map((one) => one.transformed)).toEqual([{ B: '"AÑB"', C: 'añb' }, {}]);
  });
});

/** Each level looks at every node again for each node of the level above. */
function catastrophe(levels: number): SyntaxRule {
  const below = (level: number): object =>
    level === 0
      ? { regex: '^never$' }
      : { any: [{ kind: 'number', regex: '^never$' }, { has: { stopBy: 'end', ...below(level - 1) } }] };
  return { rule: { all: [{ kind: 'statement_block' }, below(levels)] } };
}

const nested = `${'{ a(1 + 2 + 3); '.repeat(70)}${'}'.repeat(70)}`;

describe('the rule engine and time', () => {
  it('ends a search without end, finds the rule to blame, and goes on', async () => {
    const engine = built.open('native', { hangMs: 300, limitMs: 250 });
    await engine.match({ language: 'typescript', text: '', rules: [call] });
    const bad = catastrophe(12);
    const request = { language: 'typescript', text: `${nested}\nfoo(1);`, rules: [call, bad] };
    const all = await Promise.all([engine.match(request), engine.match({ ...request, rules: [call] })]);
    expect(all.map(({ matches }) => matches[0]?.length)).toEqual([1, 1]);
    expect(all[0]?.skipped).toEqual([{ index: 1, reason: 'slow', text: 'it did not end within 300 ms' }]);
    // From now on it is not tried any more.
    const again = await engine.match({ ...request, text: 'foo(1)' });
    expect(again.skipped).toMatchObject([{ index: 1, reason: 'slow' }]);
    expect(again.matches[0]).toHaveLength(1);
  });

  it('gives up a rule above its limit but keeps what it found', async () => {
    const engine = built.open('native', { limitMs: -1 });
    const first = await engine.match({ language: 'typescript', text: 'foo(1)', rules: [call] });
    expect(first.matches[0]).toHaveLength(1);
    expect(first.skipped).toMatchObject([{ index: 0, reason: 'slow' }]);
    const second = await engine.match({ language: 'typescript', text: 'foo(1)', rules: [call] });
    expect(second.matches[0]).toEqual([]);
  });

  it('says once, for debugging, why the native build is not used', async () => {
    const told: string[] = [];
    const log: Log = {
      debug: (message) => told.push(message),
      info: () => {},
      warn: (message) => told.push(message),
    };
    const engine = built.open('wasm', { log });
    await engine.match({ language: 'typescript', text: 'foo(1)', rules: [call] });
    await engine.match({ language: 'typescript', text: 'foo(2)', rules: [call] });
    expect(told).toEqual(['rules run on the WebAssembly build of ast-grep']);
  });

  it('survives a process that cannot be started', async () => {
    const engine = built.open('native', { childEntry: '/nowhere/rule-engine.mjs' });
    const { matches, skipped } = await engine.match({
      language: 'typescript',
      text: 'foo(1)',
      rules: [call],
    });
    expect(matches).toEqual([[]]);
    expect(skipped).toMatchObject([{ reason: 'language' }]);
  });
});
