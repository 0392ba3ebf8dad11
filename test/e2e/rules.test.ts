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
      'galley: there is no rule loop-past-ends\nDid you mean loop-past-end?\ngalley explain loop-past-end\n',
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
