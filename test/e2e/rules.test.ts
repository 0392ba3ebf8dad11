import { describe, expect, it } from 'vitest';
import { makeRepository } from '../integration/git/make-repository.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';
import { vaultRule } from './team-rule.ts';

const galley = galleyAt(temporaryFolder());

function repositoryWith(files: Readonly<Record<string, string>>): string {
  const repository = makeRepository(temporaryFolder());
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  return repository.root;
}

describe('galley rules', { concurrent: true }, () => {
  it('lists all rules in 80 columns, with what each is and where it comes from', async () => {
    const cwd = repositoryWith({ '.galley/rules/vault.yml': vaultRule });
    const { code, stdout } = await galley(['rules', 'list'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Built in, TypeScript, TSX, JavaScript: \d+$/m);
    expect(stdout).toMatch(
      /^ {2}error {4}galley\/loop-past-end +fix\n {11}Loop reads one element past the end$/m,
    );
    expect(stdout).toMatch(/^Of this repository, .*: 1\n\n {2}error {4}team\/vault-key-id {2}fix$/m);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    const json = JSON.parse((await galley(['rules', 'list', '--json'], { cwd })).stdout) as object[];
    expect(json).toContainEqual(
      expect.objectContaining({ id: 'team/vault-key-id', origin: 'repository', fix: true }),
    );
  });

  it('runs the examples of a file: 0, 1 when one fails, 2 when the file is broken', async () => {
    const wrong = vaultRule.replace("valid: ['vault.encrypt(a, keys.current)']", "valid: ['vault.sign(b)']");
    const cwd = repositoryWith({ 'ok.yml': vaultRule, 'wrong.yml': wrong, 'broken.yml': 'id: x\nrule: 1\n' });
    const ok = await galley(['rules', 'test', 'ok.yml'], { cwd });
    expect([ok.code, ok.stdout]).toEqual([0, '1 rule ok, 2 examples\n']);
    const failed = await galley(['rules', 'test', 'ok.yml', 'wrong.yml'], { cwd });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('FAIL  team/vault-key-id  wrong.yml:6:3\n      found in a valid example, line 1\n        vault.sign(b)\n'); // prettier-ignore
    const broken = await galley(['rules', 'test', 'broken.yml'], { cwd });
    expect(broken.code).toBe(2);
    expect(broken.stdout).toContain('BROKEN  broken.yml:2:7: rule: record expected');
    expect((await galley(['rules', 'test', 'missing.yml'], { cwd })).code).toBe(2);
  });

  it('tells what the engine does not understand', async () => {
    const cwd = repositoryWith({ 'a.yml': vaultRule.replace('pattern: vault.$F($TEXT)', 'kind: nonsense') });
    const { code, stdout } = await galley(['rules', 'test', 'a.yml'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/the rule cannot be run: .*Kind `nonsense` is invalid/);
  });

  it('explains a rule by its id or name, and knows what was meant', async () => {
    const cwd = repositoryWith({ '.galley/rules/vault.yml': vaultRule });
    const own = await galley(['explain', 'vault-key-id'], { cwd });
    expect(own.code).toBe(0);
    expect(own.stdout).toContain('With its fix\n    const x = vault.encrypt(a, keys.current);\n');
    expect(own.stdout).toContain('From       .galley/rules/vault.yml:6:3\n');
    expect(own.stdout).toContain('// galley-ignore-next-line vault-key-id -- REASON');
    const builtIn = await galley(['explain', 'galley/merge-marker'], { cwd });
    expect(builtIn.stdout).toContain('Merge conflict marker');
    const near = await galley(['explain', 'loop-past-ends'], { cwd });
    expect([near.code, near.stderr]).toEqual([
      2,
      'galley: there is no rule or probe loop-past-ends\nDid you mean loop-past-end?\ngalley explain loop-past-end\n',
    ]);
  });

  it('takes rules of the operator from a folder', async () => {
    const cwd = repositoryWith({ 'own/vault.yml': vaultRule });
    const { stdout } = await galley(['explain', 'vault-key-id', '--rules', 'own'], { cwd });
    expect(stdout).toMatch(/^From {7}.*own\/vault\.yml:6:3$/m);
    const missing = await galley(['rules', 'list', '--rules', 'nowhere'], { cwd });
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('cannot read the rules in')]);
  });
});

describe('galley review with rules', { concurrent: true }, () => {
  const code = [
    'export function total(items: Item[]): string {',
    '  let sum = 0;',
    '  for (let i = 0; i <= items.length; i++) {',
    '    sum += items[i].price;',
    '  }',
    '  // galley-ignore-next-line debugger-statement -- until Friday',
    '  debugger;',
    '  return vault.encrypt(String(sum));',
    '}',
    '',
  ].join('\n');

  function staged(files: Readonly<Record<string, string>>): string {
    const repository = makeRepository(temporaryFolder());
    repository.commit({ 'README.md': 'x' });
    for (const [path, text] of Object.entries(files)) repository.write(path, text);
    repository.git('add', '-A');
    return repository.root;
  }

  const review = async (cwd: string, args: readonly string[] = [], env = {}) => {
    const run = await galley(['review', '--staged', '--no-model', '--quiet', '--format', 'json', ...args], {
      cwd,
      env,
    });
    const { findings, ledger } = JSON.parse(run.stdout || '{}') as {
      findings: { rule: string; startLine: number; suggestion: { replacement: string } | null }[];
      ledger: { configuration: string[]; rules: { silenced: number; problems: string[] } };
    };
    return {
      ...run,
      ledger,
      findings: findings?.map((one) => [one.rule, one.startLine, one.suggestion?.replacement]),
    };
  };

  it('finds, fixes and keeps silent, by built-in and team rules', async () => {
    const run = await review(staged({ 'src/total.ts': code, '.galley/rules/vault.yml': vaultRule }));
    expect(run.code).toBe(1);
    expect(run.stderr).toBe('');
    expect(run.findings).toEqual([
      ['galley/loop-past-end', 3, '  for (let i = 0; i < items.length; i++) {'],
      ['team/vault-key-id', 8, '  return vault.encrypt(String(sum), keys.current);'],
    ]);
    expect(run.ledger.rules.silenced).toBe(1);
    expect(run.ledger.configuration).toEqual(['.galley/rules/vault.yml']);
  });

  it('warns of a broken rule of the repository; one of the operator is exit code 2', async () => {
    const cwd = staged({ 'a.ts': 'debugger;\n', '.galley/rules/b.yml': 'id: Bad\n' });
    const run = await review(cwd);
    expect(run.code).toBe(0);
    expect(run.findings).toEqual([['galley/debugger-statement', 1, '']]);
    expect(run.stderr).toContain('.galley/rules/b.yml:1:5: id: an id is lower-case words');
    const own = await review(cwd, ['--rules', '.galley/rules']);
    expect([own.code, own.stdout]).toEqual([2, '']);
    expect(own.stderr).toContain('rules are broken\n');
  });

  it('in CI takes rules from where the change starts, not from the change', async () => {
    const repository = makeRepository(temporaryFolder());
    repository.commit({ '.galley/rules/vault.yml': vaultRule });
    repository.write('.galley/rules/vault.yml', vaultRule.replace('severity: error', 'severity: off'));
    repository.write('a.ts', 'export const a = vault.sign(b);\n');
    repository.git('add', '-A');
    const here = await review(repository.root);
    expect(here.findings).toEqual([]);
    const ci = await review(repository.root, [], { CI: 'true' });
    expect(ci.findings.map(([rule]) => rule)).toEqual(['team/vault-key-id']);
    expect(ci.ledger.configuration.join()).toMatch(/\.galley\/rules\/vault\.yml of base [0-9a-f]{7}/);
  });
});
