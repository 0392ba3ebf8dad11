import { usualWords, type TestSetup } from '../../../src/testgen/framework.ts';
import { lookAround, type SourceFile, type Surroundings } from '../../../src/testgen/surroundings.ts';
import type { TestBody } from '../../../src/testgen/test-body.ts';
import { parserFor } from '../../ports/parse-code.ts';

export function setupOf(more: Partial<TestSetup> = {}): TestSetup {
  return {
    framework: 'vitest',
    modules: 'esm',
    language: 'typescript',
    hasGlobals: false,
    words: usualWords,
    assertions: 'expect',
    layout: { kind: 'mirrored', folder: 'test', suffix: '.test.ts' },
    command: (file) => `npx vitest run ${file}`,
    ...more,
  };
}

export const setups = {
  vitest: setupOf(),
  jest: setupOf({ framework: 'jest', hasGlobals: true }),
  jestCommonJs: setupOf({ framework: 'jest', modules: 'cjs', language: 'javascript', hasGlobals: true }),
  mochaChai: setupOf({
    framework: 'mocha',
    modules: 'cjs',
    language: 'javascript',
    hasGlobals: true,
    assertions: 'chai-expect',
    layout: { kind: 'mirrored', folder: 'test', suffix: '.spec.js' },
  }),
  nodeTest: setupOf({
    framework: 'node:test',
    language: 'javascript',
    assertions: 'node-assert',
    layout: { kind: 'beside', folder: '', suffix: '.test.js' },
  }),
  pytest: setupOf({
    framework: 'pytest',
    modules: 'python',
    language: 'python',
    hasGlobals: true,
    assertions: 'python-assert',
    layout: { kind: 'mirrored', folder: 'tests', suffix: '.py' },
  }),
} satisfies Record<string, TestSetup>;

/** What is known around a test of one module. */
export async function aroundOf(
  setup: TestSetup,
  source: SourceFile,
  tests: readonly SourceFile[] = [],
): Promise<Surroundings> {
  const parseSource = await parserFor(source.path);
  const parseTests = await parserFor(
    { python: 'a.py', typescript: 'a.ts', javascript: 'a.js' }[setup.language],
  );
  const root = parseSource(source.text);
  if (root === undefined) throw new Error('not parsed');
  return lookAround(setup, { path: source.path, root }, tests, parseTests);
}

export function bodyOf(code: string, more: Partial<TestBody> = {}): TestBody {
  return { title: '', code, parameters: [], decorators: [], needs: [], ...more };
}

export const cart: SourceFile = {
  path: 'src/shop/cart.ts',
  text: 'export interface Item { id: string }\nexport function addItem(items: Item[], item: Item): Item[] {\n  return items.concat(item);\n}\nexport class Cart {\n  add(n: number) { return n; }\n}\nexport async function load(id: string) { return id; }\n',
};
