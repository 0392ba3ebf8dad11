import { existsSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../src/report/envelope-schema.ts';
import { cart, cartGaps, commit, copyOf, git, nameGap, repository, write } from './coverage-repository.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';

const galley = galleyAt(temporaryFolder());
const report = 'coverage/coverage-final.json';
const published = JSON.parse(readFileSync('review.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true }).compile(published);

/** Measured once, by nyc and a real test runner; each test works on a copy. */
let measured = '';
let ran: Run;
beforeAll(async () => {
  measured = repository({ 'src/cart.js': cart.before, 'test/cart.test.js': cart.test });
  write(measured, { 'src/cart.js': cart.after, 'src/receipt.js': cart.receipt });
  ran = await galley(['coverage', 'run', '--', 'node', '--test'], { cwd: measured });
});

const coverage = (root: string, ...args: readonly string[]): Promise<Run> =>
  galley(['coverage', ...args], { cwd: root });

async function envelopeOf(root: string, ...args: readonly string[]) {
  const run = await coverage(root, '--format', 'json', ...args);
  const envelope = JSON.parse(run.stdout) as Envelope;
  expect(validate(envelope), JSON.stringify(validate.errors)).toBe(true);
  return { ...run, envelope, gaps: envelope.gaps.map(nameGap) };
}

describe('galley coverage run', () => {
  it('leaves standard output to the tests, and tells what they do not reach', () => {
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('# pass 1');
    expect(ran.stdout).not.toContain('patch coverage');
    expect(ran.stderr).toContain('Cart.total: never called');
    expect(ran.stderr).toMatch(/patch coverage: \d+ of \d+ statements, \d+ of \d+ arms\n$/);
    expect(existsSync(join(measured, report))).toBe(true);
  });

  it('exits as the tests do, and tells the gaps all the same', async () => {
    const root = copyOf(measured);
    write(root, { 'run.mjs': "await import('./test/cart.test.js');\nprocess.exitCode = 7;\n" });
    const run = await coverage(root, 'run', '--', process.execPath, 'run.mjs');
    expect(run.code).toBe(7);
    expect(run.stderr).toContain('patch coverage: ');
  });

  it('says what is missing where the command is not there', async () => {
    const run = await coverage(copyOf(measured), 'run', '--', 'no-such-command-here');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('no-such-command-here');
    expect(run.stderr).not.toMatch(/\n {4}at /);
  });

  it('measures outside of a repository too, where nobody knows a change', async () => {
    const root = copyOf(measured);
    rmSync(join(root, '.git'), { recursive: true });
    const run = await coverage(root, 'run', '--', process.execPath, 'test/cart.test.js');
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('not inside a git repository');
    expect(existsSync(join(root, report))).toBe(true);
  });
});

describe('galley coverage', () => {
  it('tells what the change adds and no test reaches, in the envelope of a review', async () => {
    const { code, gaps, envelope } = await envelopeOf(measured);
    expect(code).toBe(0);
    expect(gaps.slice(0, 3)).toEqual(cartGaps);
    expect(envelope.gaps[3]).toMatchObject({ path: 'src/receipt.js', kind: 'file' });
    expect(envelope.gaps[0]).toMatchObject({ function: 'Cart.add', condition: 'needs `item` falsy' });
    expect(envelope.coverage?.files.map(({ path, state }) => [path, state])).toEqual([
      ['src/cart.js', 'measured'],
      ['src/receipt.js', 'not-loaded'],
    ]);
    expect(envelope.findings.map(({ origin, severity }) => [origin, severity])).toEqual(
      envelope.gaps.map(() => ['coverage', 'info']),
    );
    expect(envelope.ledger.mode).toBe('coverage');
  });

  it('finds the same where the repository lies elsewhere', async () => {
    const { code, gaps } = await envelopeOf(copyOf(measured), '--report', report);
    expect(code).toBe(0);
    expect(gaps.slice(0, 3)).toEqual(cartGaps);
  });

  it('finds the same in a commit, and since a base', async () => {
    const root = copyOf(measured);
    commit(root, 'feat: more of a cart');
    for (const scope of [
      ['--commit', 'HEAD'],
      ['--base', 'HEAD~1'],
      ['HEAD~1...HEAD'],
      ['--base', 'HEAD~1', 'src'],
    ])
      expect((await envelopeOf(root, ...scope)).gaps.slice(0, 3)).toEqual(cartGaps);
    git(root, 'reset', '-q', '--soft', 'HEAD~1');
    expect((await envelopeOf(root, '--staged')).gaps.slice(0, 3)).toEqual(cartGaps);
  });

  it('knows nothing of lines that the change did not add', async () => {
    const root = copyOf(measured);
    commit(root, 'feat: more of a cart');
    write(root, { 'src/cart.js': `${cart.after}// a word at the end\n` });
    await coverage(root, 'run', '--', process.execPath, 'test/cart.test.js');
    const run = await coverage(root, '--fail-under-patch', '100');
    expect(run.stdout).toContain('patch coverage: nothing measurable');
    expect(run.stdout).toContain('nothing to hold against 100 %');
    expect(run.code).toBe(0);
  });

  it('holds the patch against a limit', async () => {
    expect((await coverage(measured, '--fail-under-patch', '90')).code).toBe(1);
    expect((await coverage(measured, '--fail-under-patch', '10')).code).toBe(0);
    const wrong = await coverage(measured, '--fail-under-patch', 'much');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('0 to 100');
  });

  it('writes all formats in one run', async () => {
    const root = copyOf(measured);
    const files = ['json', 'markdown', 'github', 'html', 'lcov'].map(
      (name) => `${name}=coverage/out.${name}`,
    );
    const run = await coverage(root, ...files.flatMap((file) => ['--format', file]));
    expect(run.stdout).toContain('Not reached by any test');
    const read = (name: string) => readFileSync(join(root, `coverage/out.${name}`), 'utf8');
    expect(read('html')).toContain('<mark>return false;</mark>');
    expect(read('markdown')).toContain('- line 11-14 in `Cart.total`: never called');
    expect(read('github')).toContain('::notice file=src/cart.js,line=4,endLine=4,');
    expect(read('lcov')).toMatch(/^SF:src\/cart.js$[^]*^DA:4,0$/m);
    expect(read('lcov').split('end_of_record')[0]).not.toContain('DA:2,');
  });

  it('tells what tests no longer reach, though the change left it alone', async () => {
    const two = 'export const a = () => {\n  return 1;\n};\nexport const b = () => {\n  return 2;\n};\n';
    const call = (...names: readonly string[]): string =>
      `import * as two from '../src/two.js';\n${names.map((name) => `two.${name}();\n`).join('')}`;
    const root = repository({ 'src/two.js': two, 'test/two.js': call('a', 'b') });
    const run = (out: string) =>
      coverage(root, 'run', '--out', `coverage/${out}`, '--', process.execPath, 'test/two.js');
    await run('base');
    write(root, { 'src/two.js': `// A word above.\n${two}`, 'test/two.js': call('a') });
    await run('head');
    const flags = ['base', 'head'].map((name) => `coverage/${name}/coverage-final.json`);
    const [base = '', head = ''] = flags;
    const { envelope } = await envelopeOf(root, '--report', head, '--base-coverage', base);
    expect(envelope.coverage?.lost).toEqual([{ path: 'src/two.js', startLine: 6, endLine: 6 }]);
    expect(envelope.gaps).toEqual([]);
  });

  it('refuses a format that it does not have, and names the nearest', async () => {
    const run = await coverage(measured, '--format', 'markdwon');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('--format markdown');
  });

  it('follows a renamed file', async () => {
    const root = copyOf(measured);
    commit(root, 'feat: more of a cart');
    git(root, 'mv', 'src/cart.js', 'src/basket.js');
    const { test } = cart;
    write(root, {
      'src/basket.js': `${cart.after}export const isEmpty = (cart) => {\n  return cart.items.length === 0;\n};\n`,
      'test/cart.test.js': test.replace('cart.js', 'basket.js'),
    });
    git(root, 'add', '-A');
    await coverage(root, 'run', '--', process.execPath, 'test/cart.test.js');
    expect((await envelopeOf(root)).gaps).toEqual(['src/basket.js function 17-19']);
  });

  it('tells files of one name in two packages apart', async () => {
    const tests = ['a', 'b'].map((name) => `import '../packages/${name}/index.js';\n`).join('');
    const root = repository({ 'test/all.js': tests });
    write(root, {
      'packages/a/index.js': 'export function a() {\n  return 1;\n}\na();\n',
      'packages/b/index.js': 'export const b = 1;\nexport function c() {\n  return 1;\n}\n',
    });
    await coverage(root, 'run', '--', process.execPath, 'test/all.js');
    const wanted = ['packages/b/index.js function 2-4'];
    expect((await envelopeOf(root)).gaps).toEqual(wanted);
    expect((await envelopeOf(copyOf(root))).gaps).toEqual(wanted);
  });
});

describe('galley coverage pack', () => {
  const packed = async () => {
    const root = copyOf(measured);
    commit(root, 'feat: more of a cart');
    const pack = join(temporaryFolder(), 'pack.json');
    const run = await coverage(root, 'pack', '--report', report, '-o', pack);
    expect(run.stderr).toContain('1 file packed into ');
    expect(run.code).toBe(0);
    return { root, pack };
  };

  it('tells another clone the same, for the very commit only', async () => {
    const { root, pack } = await packed();
    const clone = join(temporaryFolder(), 'clone');
    git(root, 'clone', '-q', root, clone);
    expect((await envelopeOf(clone, '--commit', 'HEAD', '--report', pack)).gaps.slice(0, 3)).toEqual(
      cartGaps,
    );
    write(clone, { 'src/cart.js': cart.before });
    commit(clone, 'fix: less of a cart');
    const other = await coverage(clone, '--commit', 'HEAD', '--report', pack);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('of another commit');
  });

  it('packs no tree that is not committed', async () => {
    const run = await coverage(copyOf(measured), 'pack', '--report', report, '-o', 'coverage/pack.json');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('src/cart.js differs from the commit');
  });
});

describe('a review with coverage', () => {
  it('carries the gaps, and does not fail for them', async () => {
    const args = ['review', '--no-model', '--coverage', report, '--format', 'json'];
    const run = await galley(args, { cwd: measured });
    const envelope = JSON.parse(run.stdout) as Envelope;
    expect(validate(envelope)).toBe(true);
    expect(envelope.gaps.slice(0, 3).map(nameGap)).toEqual(cartGaps);
    expect(run.code).toBe(0);
    expect((await galley([...args, '--fail-on', 'info'], { cwd: measured })).code).toBe(1);
  });

  it.each([
    [['--base-coverage', report], 'says nothing without --coverage'],
    [['--coverage', report, '--diff', 'x.diff'], "can't be used together"],
    [['--coverage', 'no/such.json'], 'no/such.json'],
  ])('refuses %j', async (flags, told) => {
    const run = await galley(['review', '--no-model', ...flags], { cwd: measured });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(told);
  });
});

describe('a report that is', () => {
  const withReport = (text: string): string => {
    const root = copyOf(measured);
    writeFileSync(join(root, report), text);
    return root;
  };
  const good = (): string => readFileSync(join(measured, report), 'utf8');
  const refused = async (root: string, told: RegExp, ...args: readonly string[]) => {
    const run = await coverage(root, ...(args.length === 0 ? ['--report', report] : args));
    expect(run.code, run.stdout).toBe(2);
    expect(run.stderr).toMatch(told);
    expect(run.stderr).not.toMatch(/\n {4}at |internal error/);
    expect(run.stdout).toBe('');
  };

  it('nowhere: says how to get one', async () => {
    const root = copyOf(measured);
    rmSync(join(root, 'coverage'), { recursive: true });
    await refused(root, /galley coverage run -- /, '--format', 'json');
  });
  it('missing', () => refused(copyOf(measured), /no\/such\.json/, '--report', 'no/such.json'));
  it('empty', () => refused(withReport(''), /coverage-final\.json/));
  it('truncated', () => refused(withReport(good().slice(0, -200)), /coverage-final\.json/));
  it('of no format', () => refused(withReport('Lorem ipsum dolor\n'), /coverage-final\.json/));
  it('of another project', () =>
    refused(
      withReport(good().replaceAll('/src/', '/elsewhere/lib/').replaceAll('cart', 'xyz')),
      /another project/,
    ));
  it('deeply nested', () => refused(withReport(`{"a":${'['.repeat(200_000)}`), /coverage-final\.json/));
  it('huge and hollow', () => {
    const root = copyOf(measured);
    truncateSync(join(root, report), 3 * 1024 ** 3);
    return refused(root, /coverage-final\.json/);
  });

  it('of paths that lead out of the repository: nothing there is read', async () => {
    const evil = good().replaceAll(/"[^"]*\/src\/receipt.js"/g, '"../../../etc/passwd"');
    const root = withReport(
      evil.replace(
        /^\{/,
        '{"/etc/passwd":{"path":"/etc/passwd","statementMap":{},"fnMap":{},"branchMap":{},"s":{},"f":{},"b":{}},',
      ),
    );
    const { gaps, stdout } = await envelopeOf(root);
    expect(gaps.slice(0, 3)).toEqual(cartGaps);
    expect(stdout).not.toContain('passwd');
  });

  it('stale for one file: the others are told about, and that one is not called covered', async () => {
    const root = copyOf(measured);
    write(root, { 'src/cart.js': `export const first = 1;\n\n\n${cart.after}` });
    const { code, envelope } = await envelopeOf(root);
    const [first, second] = envelope.coverage?.files ?? [];
    expect(code).toBe(3);
    expect([first?.state, second?.state]).toEqual(['no-data', 'not-loaded']);
    expect(first?.reason).not.toBe('');
    expect(envelope).toMatchObject({ complete: false, verdict: 'findings' });
    const { stdout } = await coverage(root);
    expect(stdout).toContain('? src/cart.js');
    expect(stdout.trimEnd()).toMatch(/; 1 file without data$/);
  });

  it('silent about a link that leads out of the tree', async () => {
    const root = copyOf(measured);
    symlinkSync('/etc/passwd', join(root, 'src/link.js'));
    const { gaps, envelope } = await envelopeOf(root);
    expect(gaps.slice(0, 3)).toEqual(cartGaps);
    expect(envelope.ledger.files.find(({ path }) => path === 'src/link.js')?.reason).toBe('symbolic link');
  });
});
