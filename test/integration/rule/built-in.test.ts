import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuiltInRules } from '../../../scripts/build/write-rules.ts';
import type { MatchResult, RuleEngine } from '../../../src/rule/rule-engine.ts';
import type { Rule } from '../../../src/rule/rule.ts';
import { testRule } from '../../../src/rule/test-rule.ts';
import { buildEngine, type BuiltEngine } from '../syntax/ast-grep/build-engine.ts';

const rules = readBuiltInRules(join(import.meta.dirname, '../../..'));
let built: BuiltEngine;
let native: RuleEngine;
let wasm: RuleEngine;
beforeAll(async () => {
  built = await buildEngine();
  native = built.open('native', { limitMs: 10_000 });
  wasm = built.open('wasm', { limitMs: 10_000 });
});
afterAll(() => built.remove());

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('does what its examples say', async () => {
    const { failures } = await testRule(rule, native);
    expect(failures).toEqual([]);
  });

  it('finds the same with the native and the WebAssembly build', async () => {
    for (const code of [...rule.valid, ...rule.invalid.map((example) => example.code)]) {
      for (const language of rule.languages) {
        const [one, other] = await Promise.all(
          [native, wasm].map((engine) => ask(engine, rule, language, code)),
        );
        expect(other).toEqual(one);
      }
    }
  });
});

function ask(engine: RuleEngine, rule: Rule, language: string, text: string): Promise<MatchResult> {
  return engine.match({ language, text, rules: [rule.syntax], countErrors: true });
}

it('has thirty rules and more, for JavaScript and TypeScript and for Python', () => {
  const count = (language: string): number =>
    rules.filter((rule) => rule.languages.includes(language)).length;
  expect(rules.length).toBeGreaterThanOrEqual(30);
  expect(count('typescript')).toBeGreaterThanOrEqual(15);
  expect(count('javascript')).toBeGreaterThanOrEqual(15);
});
