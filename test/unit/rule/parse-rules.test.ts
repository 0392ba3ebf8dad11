import { describe, expect, it } from 'vitest';
import { categories } from '../../../src/finding/finding.ts';
import { loadRules } from '../../../src/rule/load-rules.ts';
import { parseRules } from '../../../src/rule/parse-rules.ts';
import { ruleCategories } from '../../../src/rule/rule-words.ts';

const good = `id: vault-key
language: TypeScript
severity: error
message: Pass a key id to $F.
rule:
  pattern: $F($A)
constraints:
  F: { regex: ^encrypt$ }
fix: $F($A, KEY)
metadata:
  owner: team
  galley:
    title: Encryption without a key id
    category: security
    why: Keys rotate.
    valid: ['encrypt(a, KEY)']
    invalid: [{ code: encrypt(a), line: 1, fixed: 'encrypt(a, KEY)' }]
`;

function parse(text: string, origin: 'built-in' | 'repository' | 'operator' = 'repository') {
  return parseRules({ path: '.galley/rules/a.yml', text, origin });
}

function problemsOf(text: string): string[] {
  const { rules, problems } = parse(text);
  expect(rules).toEqual([]);
  return problems.map(({ where, text: told }) => `${where} ${told}`);
}

describe('parseRules', () => {
  it('reads a rule with all its parts', () => {
    const { rules, problems } = parse(good);
    expect(problems).toEqual([]);
    expect(rules).toEqual([
      {
        id: 'team/vault-key',
        origin: 'repository',
        where: '.galley/rules/a.yml:6:3',
        severity: 'error',
        category: 'security',
        title: 'Encryption without a key id',
        message: 'Pass a key id to $F.',
        why: 'Keys rotate.',
        url: '',
        languages: ['typescript', 'tsx', 'javascript'],
        syntax: { rule: { pattern: '$F($A)' }, constraints: { F: { regex: '^encrypt$' } } },
        fix: '$F($A, KEY)',
        hints: ['encrypt'],
        needs: [],
        files: [],
        ignores: [],
        valid: ['encrypt(a, KEY)'],
        invalid: [{ code: 'encrypt(a)', line: 1, fixed: 'encrypt(a, KEY)' }],
      },
    ]);
  });

  it('names built-in rules after Galley and takes languages as they are given', () => {
    const { rules } = parse(good.replace('galley:\n', 'galley:\n    languages: [ts, Tsx]\n'), 'built-in');
    expect(rules[0]).toMatchObject({ id: 'galley/vault-key', languages: ['typescript', 'tsx'] });
    expect(parse(good.replace('TypeScript', 'Python')).rules[0]?.languages).toEqual(['python']);
  });

  it('maps severities; a rule that is off is none', () => {
    const severityOf = (word: string) => parse(good.replace('severity: error', word)).rules.map((rule) => rule.severity); // prettier-ignore
    expect(severityOf('severity: warning')).toEqual(['warning']);
    expect(severityOf('severity: hint')).toEqual(['info']);
    expect(severityOf('')).toEqual(['info']);
    expect(severityOf('severity: off')).toEqual([]);
  });

  it('reads several documents and keeps those that are sound', () => {
    const { rules, problems } = parse(`${good}---\nid: Broken\n---\n${good.replace('vault-key', 'other')}`);
    expect(rules.map((rule) => rule.id)).toEqual(['team/vault-key', 'team/other']);
    expect(problems[0]?.where).toBe('.galley/rules/a.yml:19:5');
  });

  it.each([
    ['an id with capitals', good.replace('vault-key', 'VaultKey'), '1:5 id: an id is lower-case words joined by hyphens'], // prettier-ignore
    ['an unknown language', good.replace('TypeScript', 'Cobol'), '2:11 language: rules can look at typescript, tsx, javascript, python, go'], // prettier-ignore
    ['a misspelt key', good.replace('message:', 'mesage:'), '4:9 mesage: unknown key'],
    ['a missing key', good.replace('    title: Encryption without a key id\n', ''), '13:5 metadata.galley.title: missing'], // prettier-ignore
    ['a category that is none', good.replace('category: security', 'category: style'), '14:15 metadata.galley.category: one of correctness'], // prettier-ignore
    ['a list for a map', good.replace('rule:\n  pattern: $F($A)', 'rule: [a]'), '5:7 rule: record expected'],
    ['our part in the wrong place', `${good}galley: {}\n`, '18:9 galley: unknown key; ast-grep wants it under metadata'], // prettier-ignore
    ['broken YAML', 'id: [a\nlanguage: b', 'not valid YAML'],
    ['an alias', 'a: &x 1\nb: *x\n', 'YAML anchors are not read here'],
    ['a variable to point at that is none', good.replace('category:', 'at: $Z\n    category:'), '14:9 metadata.galley.at: the rule has no variable $Z'], // prettier-ignore
    ['an expression for a hint', good.replace('category:', 'hints: [/a+/]\n    category:'), '14:12 metadata.galley.hints: words only, no /expressions/'], // prettier-ignore
    ['an expression for a need', good.replace('category:', 'needs: [a, /b+/]\n    category:'), '14:12 metadata.galley.needs: words only, no /expressions/'], // prettier-ignore
    ['a rewriter', `${good}rewriters: []\n`, 'rewriters: not supported'],
    ['a transformed list', `${good}transform: { B: { substring: { source: $$$A } } }\n`, 'a list variable cannot be transformed'], // prettier-ignore
    ['depth', `a: ${'['.repeat(10_000)}`, 'nested more than 60 levels deep'],
    ['size', '#'.repeat(300_000), 'larger than 256 KiB'],
  ])('names file, line and column of %s', (_, text, told) => {
    expect(problemsOf(text).join('\n')).toContain(told);
  });

  it('finds nothing in an empty file', () => {
    expect(parse('# nothing\n')).toEqual({ rules: [], problems: [] });
  });
});

describe('loadRules', () => {
  it('keeps the first rule of an id, the operator before the repository', () => {
    const builtIn = parse(good, 'built-in').rules;
    const set = loadRules(builtIn, [
      { path: 'a.yml', text: good, origin: 'repository' },
      { path: 'b.yml', text: good, origin: 'operator' },
    ]);
    expect(set.rules.map((rule) => `${rule.id} ${rule.origin}`)).toEqual([
      'galley/vault-key built-in',
      'team/vault-key operator',
    ]);
    expect(set.problems).toEqual([
      { origin: 'repository', where: 'a.yml:6:3', text: 'team/vault-key exists already: b.yml:6:3' },
    ]);
    expect(set.sources).toEqual(['a.yml', 'b.yml']);
  });
});

it('knows the same categories as findings do, but coverage, which no rule decides', () => {
  expect(ruleCategories).toEqual(categories.filter((category) => category !== 'coverage'));
});
