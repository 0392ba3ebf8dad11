import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeRepository, type TestRepository } from '../integration/git/make-repository.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';

const galley = galleyAt(temporaryFolder());
const inCi = { CI: 'true' };

/** A credential that no scanner of sources should find here as one. */
const credential = `const key = '${['AKIA', 'QYLPMN5HFIQR7XYA'].join('')}';\n`;

interface Told {
  readonly code: number | null;
  /** `rule path:line` of every finding. */
  readonly found: readonly string[];
  /** Path to `outcome: reason`. */
  readonly files: Readonly<Record<string, string>>;
  readonly configuration: readonly string[];
}

async function review(cwd: string, args: readonly string[], env = {}, stdin?: string): Promise<Told> {
  const run = await runReview(cwd, ['--format', 'json', '--quiet', ...args], env, stdin);
  expect(run.stderr).toBe('');
  const { findings, ledger } = JSON.parse(run.stdout) as {
    findings: { rule: string; path: string; startLine: number }[];
    ledger: { files: { path: string; outcome: string; reason: string }[]; configuration: string[] };
  };
  return {
    code: run.code,
    found: findings.map(({ rule, path, startLine }) => `${rule} ${path}:${startLine}`),
    files: Object.fromEntries(
      ledger.files.map(({ path, outcome, reason }) => [path, `${outcome}: ${reason}`]),
    ),
    configuration: ledger.configuration,
  };
}

function runReview(cwd: string, args: readonly string[], env = {}, stdin?: string): Promise<Run> {
  const options = { cwd, env, ...(stdin === undefined ? {} : { stdin }) };
  return galley(['review', '--no-model', ...args], options);
}

/** A branch whose author does everything a change can do to keep its own credential from being seen. */
function mutedBranch(base: Readonly<Record<string, string>> = {}): TestRepository {
  const repository = makeRepository(temporaryFolder());
  repository.commit({ 'src/a.ts': 'export const a = 1;\n', ...base }, 'first');
  repository.git('switch', '-q', '-c', 'topic');
  repository.commit({
    '.gitattributes': '*.ts -diff linguist-generated linguist-vendored\n[attr]quiet -diff\n*.js quiet\n',
    '.galley.yml': 'exclude: ["**"]\nfailOn: none\n',
    'src/a.ts': `export const a = 1;\n${credential}`,
    'src/b.js': credential,
    'src/c.ts': `// @generated\n${credential}`,
  });
  return repository;
}

const everyLine = ['galley/secret src/a.ts:2', 'galley/secret src/b.js:1', 'galley/secret src/c.ts:2'];

describe('the author of a change cannot mute its review in CI', () => {
  it('neither by attributes, nor by .galley.yml, nor by a header', async () => {
    const repository = mutedBranch();
    const base = repository.git('rev-parse', '--short=7', 'main').trim();
    const told = await review(repository.root, ['--base', 'main'], inCi);
    expect(told).toEqual({
      code: 1,
      found: everyLine,
      files: {
        '.galley.yml': 'reviewed: ',
        '.gitattributes': 'reviewed: ',
        'src/a.ts': 'reviewed: ',
        'src/b.js': 'reviewed: ',
        'src/c.ts': 'excluded: generated (header)',
      },
      configuration: [`no .galley.yml in base ${base}`],
    });
  });

  it.each([[['main...topic']], [['--commit', 'HEAD']], [[]]])(
    'whatever names the change: %j',
    async (args) => {
      const told = await review(mutedBranch().root, args, inCi);
      expect(told).toMatchObject({ code: 1, found: everyLine });
      expect(told.configuration).toEqual([expect.stringMatching(/^no \.galley\.yml in base [0-9a-f]{7}$/)]);
    },
  );

  it('people are told what was left out, and where the configuration came from', async () => {
    const repository = mutedBranch({ '.galley.yml': 'maxFindings: 9\n' });
    const base = repository.git('rev-parse', '--short=7', 'main').trim();
    const run = await runReview(repository.root, ['--base', 'main'], inCi);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('1 generated (header) (src/c.ts)');
    expect(run.stdout).toContain(`.galley.yml of base ${base}`);
  });

  it('attributes and exclusions of the base do count', async () => {
    const repository = mutedBranch({
      '.galley.yml': 'exclude: ["src/b.js"]\n',
      '.gitattributes': 'src/a.ts -diff\nsrc/c.ts linguist-generated\n',
    });
    const told = await review(repository.root, ['--base', 'main'], inCi);
    // A file that people chose to exclude is left alone, others are still searched for what needs no reader.
    expect(told.found).toEqual(['galley/secret src/a.ts:2', 'galley/secret src/c.ts:2']);
    expect(told.files).toMatchObject({
      'src/a.ts': 'excluded: not to be shown (-diff)',
      'src/b.js': 'excluded: excluded by "src/b.js"',
      'src/c.ts': 'excluded: generated (linguist-generated)',
    });
  });

  it('nor by what is staged, nor with a diff, whose base nobody knows', async () => {
    const repository = mutedBranch();
    const diff = repository.git('diff', '--text', 'main');
    const told = await review(repository.root, ['--diff', '-'], inCi, diff);
    expect(told).toMatchObject({ code: 1, found: everyLine });
    expect(told.configuration).toEqual(['no .galley.yml: a diff has no base commit']);
    repository.git('reset', '-q', '--soft', 'main');
    expect(await review(repository.root, ['--staged'], inCi)).toMatchObject({ code: 1, found: everyLine });
  });

  it('a link in place of .galley.yml in the base is refused', async () => {
    const repository = makeRepository(temporaryFolder());
    repository.commit({ 'a.ts': 'a\n' });
    symlinkSync('/etc/passwd', `${repository.root}/.galley.yml`);
    repository.commit({ 'a.ts': 'b\n' });
    repository.commit({ 'a.ts': 'c\n' });
    const run = await runReview(repository.root, ['--base', 'HEAD~1'], inCi);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('symbolic link');
  });
});

describe('on a machine of one’s own', () => {
  it('the working tree’s own files count, and credentials are still found in what they exclude', async () => {
    const repository = mutedBranch();
    const told = await review(repository.root, ['--base', 'main']);
    expect(told).toMatchObject({ code: 0, found: [], configuration: ['.galley.yml'] });
    repository.git('rm', '-q', '.galley.yml');
    expect(await review(repository.root, ['--base', 'main'])).toMatchObject({
      code: 1,
      found: everyLine,
      files: {
        'src/a.ts': 'excluded: generated (linguist-generated)',
        'src/b.js': 'excluded: not to be shown (-diff)',
      },
    });
  });

  it('--diff uses the .galley.yml of the repository it is used in, and names it', async () => {
    const repository = mutedBranch();
    const diff = repository.git('diff', '--text', 'main');
    const told = await review(`${repository.root}/src`, ['--diff', '-'], {}, diff);
    expect(told).toMatchObject({ code: 0, found: [], configuration: ['.galley.yml'] });
    expect(told.files['src/a.ts']).toBe('excluded: excluded by "**"');
    expect(await review(temporaryFolder(), ['--diff', '-'], {}, diff)).toMatchObject({
      code: 1,
      found: everyLine,
      configuration: [],
    });
  });
});
