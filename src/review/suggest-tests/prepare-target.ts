import { languageOf } from '../../change/chunk-language.ts';
import type { CodeNode } from '../../testgen/code/code-node.ts';
import { classHead } from '../../testgen/context/class-head.ts';
import { headOf, headsOf } from '../../testgen/context/heads-of.ts';
import { nearestTests, type KnownTests } from '../../testgen/context/nearest-tests.ts';
import { lookAround, type SourceFile, type Surroundings } from '../../testgen/surroundings.ts';
import type { TestContext } from '../../testgen/context/test-context.ts';
import type { TestTarget } from '../../testgen/target.ts';
import { markGaps } from '../../testgen/target/mark-gaps.ts';
import { nameTestFile } from '../../testgen/write/name-test-file.ts';
import { isDirect, showCall } from '../../testgen/context/show-call.ts';
import { localName, showImports } from '../../testgen/context/show-imports.ts';
import type { PreparedTarget } from './candidate.ts';
import type { SuggestPorts } from './suggest-options.ts';

/** Longest function that is shown whole, in lines (CoverUp's limit of a segment). */
const maxLines = 50;

/** Most test files that are read for one target. */
const mostTests = 4;

/**
 * Reads what a target's candidates share: its source, tests near by, the file that a new test goes into. Undefined where the source
 * or the parser for it is gone.
 *
 * @param suggested test files as the tests that were accepted already leave them, by path
 */
export async function prepareTarget(
  target: TestTarget,
  ports: SuggestPorts,
  suggested: ReadonlyMap<string, string>,
): Promise<PreparedTarget | undefined> {
  const { runner, tree } = ports;
  const text = await tree.readText(target.path);
  const root = text === undefined ? undefined : await parse(target.path, text, ports);
  if (text === undefined || root === undefined) return undefined;
  const { setup } = runner;
  const related = await runner.related(target.path);
  const tests = await readTests(related.slice(0, mostTests), ports, suggested);
  const testPath = chooseTestFile(target.path, tests, ports, suggested);
  const parseTests = await ports.testCode.open(testPath);
  if (parseTests === undefined) return undefined;
  const around = lookAround(setup, { path: target.path, root }, tests, parseTests);
  const known = tests.flatMap(({ path, text: one }): KnownTests[] => {
    const tree = parseTests(one);
    return tree === undefined ? [] : [{ path, root: tree }];
  });
  const language = languageOf(target.path);
  const lines = { first: target.startLine, last: target.endLine };
  const word = target.function.split('.').at(-1) ?? '';
  const uses = word === '' ? [] : await tree.findUses(word, target.path);
  const ways = waysTo(target, around, testPath);
  const heads = [
    classHead(root, target.function),
    ways.isIndirect ? headOfWay(target, around) : '',
    ...headsOf(root, lines),
  ];
  return {
    target,
    around,
    related,
    source: { path: target.path, text, root },
    testFile: tests.find(({ path }) => path === testPath) ?? {
      path: testPath,
      text: suggested.get(testPath) ?? '',
    },
    context: {
      target,
      setup,
      language,
      code: markGaps(target, target.gaps, text, { comment: language === 'python' ? '#' : '//', maxLines }),
      heads: [...new Set(heads.filter((head) => head !== ''))],
      examples: nearestTests(known, target.function, 2),
      callSite: uses[0] ?? '',
      ...ways,
    },
  };
}

/** How a test gets at the target. */
function waysTo(
  { access, function: name }: TestTarget,
  around: Surroundings,
  testPath: string,
): Pick<TestContext, 'call' | 'isIndirect' | 'imports'> {
  if (access === undefined) return { call: '', isIndirect: false, imports: '' };
  const local = localName(access, around);
  return {
    call: showCall(access, local, around.setup.language === 'python'),
    isIndirect: !isDirect(access, name, local),
    imports: showImports(access, around, testPath),
  };
}

/** Head of the exported function that leads to the target: whoever calls it has to know what it takes. */
function headOfWay({ access }: TestTarget, { module }: Surroundings): string {
  const found = module.exports.find(({ exported }) => exported === access?.exported);
  return found?.node === undefined ? '' : headOf(found.local || found.exported, found.node);
}

async function parse(path: string, text: string, { testCode }: SuggestPorts): Promise<CodeNode | undefined> {
  return (await testCode.open(path))?.(text);
}

async function readTests(
  paths: readonly string[],
  { tree }: SuggestPorts,
  suggested: ReadonlyMap<string, string>,
): Promise<SourceFile[]> {
  const texts = await Promise.all(
    paths.map(async (path) => suggested.get(path) ?? (await tree.readText(path))),
  );
  return paths.flatMap((path, i) => {
    const text = texts[i];
    return text === undefined ? [] : [{ path, text }];
  });
}

/** The source's own test file where it has one, by its name; else a new one, for all tests of this run. */
function chooseTestFile(
  source: string,
  tests: readonly SourceFile[],
  { runner, tree }: SuggestPorts,
  suggested: ReadonlyMap<string, string>,
): string {
  const usual = nameTestFile(source, runner.setup, () => false);
  const own = tests.find(({ path }) => path === usual) ?? tests.find(({ path }) => isOwn(path, source));
  if (own !== undefined) return own.path;
  return nameTestFile(source, runner.setup, (path) => tree.exists(path) && !suggested.has(path));
}

/** `cart.spec.ts`, `test_cart.py` and `cart_test.go` belong to `cart`. */
function isOwn(test: string, source: string): boolean {
  return stemOf(test) === stemOf(source);
}

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  return name.replace(/[._-](?:test|spec)$/, '').replace(/^test_/, '');
}
