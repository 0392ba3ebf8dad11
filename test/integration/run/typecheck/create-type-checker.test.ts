import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TypeChecker, TypeOutcome } from '../../../../src/review/test-ports.ts';
import { createTypeChecker } from '../../../../src/run/typecheck/create-type-checker.ts';
import { plainSandbox } from '../../../ports/plain-sandbox.ts';

const repository = join(import.meta.dirname, '../../../..');
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'galley-types-test-')));
const childEntry = join(temporary, 'child.mjs');
const checkers: TypeChecker[] = [];

beforeAll(async () => {
  const entry = join(repository, 'src/run/typecheck/child/main.ts');
  await build({ entryPoints: [entry], outfile: childEntry, bundle: true, format: 'esm', platform: 'node' });
}, 60_000);

afterAll(async () => {
  for (const checker of checkers) await checker.close();
  await rm(temporary, { recursive: true, force: true });
});

const files = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, module: 'nodenext', target: 'es2022', types: [], noUnusedLocals: true },
    include: ['src', 'test'],
  }),
  'src/cart.ts': [
    'export interface Item { id: string; price: number }',
    'export function total(items: Item[]): number { return items.length; }',
    'export async function all(): Promise<Item[]> { return []; }',
    'export async function load(id: string): Promise<Item | undefined> { return { id, price: 1 }; }',
  ].join('\n'),
  'test/other.test.ts': 'export {};',
  'node_modules/vitest/package.json':
    '{ "name": "vitest", "version": "1.0.0", "type": "module", "types": "index.d.ts" }',
  'node_modules/vitest/index.d.ts':
    'export declare function it(name: string, run: () => unknown): void;\nexport declare function expect(value: unknown): { toBe(value: unknown): void };\n',
};

function project(
  more: Readonly<Record<string, string>> = {},
  typescript: string | undefined = 'typescript',
): string {
  const root = mkdtempSync(join(temporary, 'project-'));
  for (const [path, text] of Object.entries({ ...files, ...more })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  if (typescript !== '')
    symlinkSync(join(repository, 'node_modules', typescript), join(root, 'node_modules/typescript'));
  return root;
}

function checkerOf(root: string, more: { childEntry?: string; maxMs?: number } = {}): TypeChecker {
  const checker = createTypeChecker({
    sandbox: plainSandbox(),
    tree: { path: root, readable: [] },
    childEntry,
    node: process.execPath,
    temporary,
    ...more,
  });
  checkers.push(checker);
  return checker;
}

const { signal } = new AbortController();
const head = "import { expect, it } from 'vitest';\nimport { total } from '../src/cart.js';\n";

describe('the type checker', () => {
  let checker: TypeChecker;
  beforeAll(() => {
    checker = checkerOf(project());
  });

  function check(text: string, fix = true): Promise<TypeOutcome> {
    return checker.check({ path: 'test/new.test.ts', text, fix, signal });
  }

  it('passes a file that exists only as text', async () => {
    const text = `${head}it('a', () => expect(total([{ id: 'a', price: 1 }])).toBe(1));\n`;
    expect(await check(text)).toEqual({ outcome: 'passed', text, fixes: [], problems: [], reason: '' });
  });

  it('tells what is wrong, with its line', async () => {
    const { outcome, problems } = await check(`${head}it('a', () => expect(total([]).size).toBe(1));\n`);
    expect(outcome).toBe('failed');
    expect(problems).toEqual([
      { line: 3, code: 'TS2339', message: "Property 'size' does not exist on type 'number'." },
    ]);
  });

  it('is not misled by what it was asked before', async () => {
    const good = `${head}it('a', () => expect(total([])).toBe(0));\n`;
    await check(`${head}const a: number = 'b';\n`);
    expect((await check(good)).outcome).toBe('passed');
  });

  it.each([
    ['a missing import', "load('a');", /import \{.*\bload\b.*\} from ['"]\.\.\/src\/cart\.js['"]/],
    ['a misspelt name', 'totel([]);', /it\('a', async \(\) => \{ total\(\[\]\);/],
    ['a missing await', 'const got = all();\nexpect(got.length).toBe(0);', /await (?:got|all)/],
    ['a wrong type on purpose', 'expect(total(null)).toBe(0);', /total\(null as never\)/],
    ['a value that may be missing', "const got = await load('a');\nexpect(got.id).toBe('a');", /got!\.id/],
    [
      'a caught error',
      "try { total([]); } catch (error) { expect(error.message).toBe('a'); }",
      /\(error as Error\)\.message/,
    ],
    ['a parameter without a type', 'const f = (a) => a;\nf(1);', /\(a: \w+\) =>/],
  ])('mends %s', async (_, code, mended) => {
    const known = /got = /.test(code) ? head.replace('total', 'all, load, total') : head;
    const { text, fixes, problems, outcome } = await check(`${known}it('a', async () => { ${code} });\n`);
    expect({ problems, outcome }).toEqual({ problems: [], outcome: 'passed' });
    expect(text).toMatch(mended);
    expect(fixes.length).toBeGreaterThan(0);
  });

  it('mends nothing when it is not asked to', async () => {
    const text = `${head}it('a', () => expect(total(null)).toBe(0));\n`;
    expect(await check(text, false)).toMatchObject({ outcome: 'failed', text, fixes: [] });
  });

  it('leaves JavaScript alone', async () => {
    const outcome = await checker.check({ path: 'test/a.test.js', text: 'a;', fix: true, signal });
    expect(outcome).toMatchObject({ outcome: 'not-applicable', reason: 'the test is not TypeScript' });
  });
});

describe('a repository that the type checker cannot help', () => {
  const ask = (root: string, more = {}): Promise<TypeOutcome> =>
    checkerOf(root, more).check({
      path: 'test/a.test.ts',
      text: 'const a: number = "b";',
      fix: true,
      signal,
    });

  it('has no TypeScript', async () => {
    // Below the folder of packages a parent's TypeScript would be found.
    expect(await ask(project({}, ''))).toMatchObject({
      outcome: 'not-applicable',
      reason: 'TypeScript is not installed',
    });
  });

  it('has one without an interface for programs', async () => {
    const seven = { 'node_modules/typescript/index.js': "exports.version = '7.0.2';" };
    expect((await ask(project(seven, ''))).reason).toBe(
      'TypeScript 7.0.2 has no language service for programs',
    );
  });

  it('has one that ends the process, hangs, or says nonsense', async () => {
    const ends = { 'node_modules/typescript/index.js': 'process.exit(3);' };
    expect((await ask(project(ends, ''))).reason).toContain('TypeScript ended by itself');
    const hangs = { 'node_modules/typescript/index.js': 'for (;;);' };
    expect((await ask(project(hangs, ''), { maxMs: 300 })).reason).toBe('TypeScript took longer than 0 s');
    const lies = {
      'node_modules/typescript/index.js': "require('fs').writeFileSync('1.reply', '[1]');for (;;);",
    };
    expect((await ask(project(lies, ''))).reason).toBe('TypeScript gave no sensible answer');
  });

  it('has no configuration: strict is assumed', async () => {
    const root = project({ 'tsconfig.json': '{ broken' });
    expect((await ask(root)).problems).toMatchObject([{ code: 'TS2322', line: 1 }]);
  });

  it('keeps test files out of its main configuration', async () => {
    const root = project({
      'tsconfig.json': JSON.stringify({
        files: [],
        references: [{ path: './tsconfig.app.json' }, { path: './tsconfig.node.json' }],
      }),
      'tsconfig.app.json': JSON.stringify({
        compilerOptions: { composite: true, strict: true },
        include: ['src'],
      }),
      'tsconfig.node.json': JSON.stringify({
        compilerOptions: { composite: true, strict: false },
        include: ['test'],
      }),
    });
    const checker = checkerOf(root);
    const text = 'let a: string = null; a;';
    expect((await checker.check({ path: 'test/a.test.ts', text, fix: false, signal })).outcome).toBe(
      'passed',
    );
    expect((await checker.check({ path: 'src/a.test.ts', text, fix: false, signal })).outcome).toBe('failed');
  });
});
