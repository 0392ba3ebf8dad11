import { usualWords, type Framework, type SuiteWords, type TestSetup } from '../framework.ts';
import { chooseFramework } from './choose-framework.ts';
import { chooseLayout } from './choose-layout.ts';
import { chooseMost } from './choose-most.ts';
import { detectPython } from './detect-python.ts';
import type { FoundSetup, Launch } from './found-setup.ts';
import { listCommands } from './list-commands.ts';
import { listTestFiles } from './list-test-files.ts';
import { readManifest, type Manifest } from './read-manifest.ts';
import { readTestStyle, type TestStyle } from './read-test-style.ts';
import { baseOf, folderOf, foldersUp, isInside, joinPath, type RepositoryView } from './repository-view.ts';
import { writeCommand } from './write-command.ts';

/** Most test files that are looked into: the nearest ones. */
const sample = 30;

/**
 * How the tests of a source file are written and started, found by reading: nothing of the repository is run. In a
 * monorepo the nearest package that tests counts.
 *
 * @param source path from the root; empty: of the repository as a whole
 * @returns undefined when nothing says how the repository tests
 */
export async function detectSetup(view: RepositoryView, source: string): Promise<FoundSetup | undefined> {
  if (source.endsWith('.py')) return detectPython(view, source);
  for (const folder of foldersUp(folderOf(source))) {
    const text = await view.read(joinPath(folder, 'package.json'));
    const found =
      text === undefined ? undefined : await detectPackage(view, folder, readManifest(text), source);
    if (found !== undefined) return found;
  }
  return source === '' ? detectPython(view, source) : undefined;
}

interface ReadTests {
  readonly files: readonly string[];
  readonly styles: readonly TestStyle[];
}

async function detectPackage(
  view: RepositoryView,
  folder: string,
  manifest: Manifest,
  source: string,
): Promise<FoundSetup | undefined> {
  const { files, styles } = await readTests(view, folder, source);
  const commands = listCommands(manifest.scripts);
  const names = view.paths.filter((path) => folderOf(path) === folder).map((path) => baseOf(path));
  const framework = chooseFramework({ manifest, commands, names, styles });
  if (framework === undefined) return undefined;
  const command = commands.find((each) => each.framework === framework);
  const { nodeOptions = [], options = [], env = {}, suite = [] } = command ?? {};
  const launch: Launch = { folder, nodeOptions, options, env, suite, testFiles: files };
  const language = chooseLanguage(files, source, names);
  const setup: Omit<TestSetup, 'command'> = {
    framework,
    language,
    modules:
      chooseMost(styles.map(({ modules }) => modules)) ?? usualModules(framework, manifest, language, names),
    hasGlobals: await hasGlobals(view, folder, framework, styles, launch),
    assertions: chooseAssertions(framework, manifest, styles),
    words: chooseWords(framework, styles, launch),
    layout:
      chooseLayout(
        files,
        view.paths.filter((path) => isInside(path, folder)),
      ) ?? usualLayout(framework, folder, language),
  };
  return { setup: { ...setup, command: writeCommand(framework, launch) }, launch };
}

/** The nearest to the source first. */
async function readTests(view: RepositoryView, folder: string, source: string): Promise<ReadTests> {
  const { sure, perhaps } = listTestFiles(view.paths, folder);
  const near = nearestFirst([...sure, ...perhaps], source).slice(0, sample);
  const read = await Promise.all(
    near.map(async (path) => [path, readTestStyle((await view.read(path)) ?? '')] as const),
  );
  const tests = read.filter(([, style]) => style.isTest);
  const isUsual = tests.some(([path]) => perhaps.includes(path));
  return { files: isUsual ? [...sure, ...perhaps] : sure, styles: tests.map(([, style]) => style) };
}

function nearestFirst(paths: readonly string[], source: string): string[] {
  const base = baseOf(source).replace(/\.[^.]+$/, '');
  const own = new Set(folderOf(source).split('/'));
  const distance = (path: string): number => {
    const shared = folderOf(path)
      .split('/')
      .filter((part) => own.has(part)).length;
    return (base !== '' && baseOf(path).startsWith(base) ? -100 : 0) - shared;
  };
  return [...paths].sort((a, b) => distance(a) - distance(b));
}

function chooseLanguage(
  tests: readonly string[],
  source: string,
  names: readonly string[],
): TestSetup['language'] {
  const endings = tests.map((path) => (/\.[cm]?tsx?$/.test(path) ? 'typescript' : 'javascript'));
  const usual = /\.[cm]?tsx?$/.test(source) || (source === '' && names.includes('tsconfig.json'));
  return chooseMost(endings) ?? (usual ? 'typescript' : 'javascript');
}

/** Jest and mocha load CommonJS unless something compiles. */
function usualModules(
  framework: Framework,
  { isModule, keys }: Manifest,
  language: TestSetup['language'],
  names: readonly string[],
): TestSetup['modules'] {
  if (framework === 'vitest' || isModule || language === 'typescript') return 'esm';
  const hasBabel = keys.has('babel') || names.some((name) => /^(?:babel\.config\.|\.babelrc)/.test(name));
  return framework === 'jest' && hasBabel ? 'esm' : 'cjs';
}

async function hasGlobals(
  view: RepositoryView,
  folder: string,
  framework: Framework,
  styles: readonly TestStyle[],
  { options }: Launch,
): Promise<boolean> {
  if (framework === 'mocha' || framework === 'node:test') return framework === 'mocha';
  const written = chooseMost(styles.map(({ importsNames }) => !importsNames));
  if (written !== undefined) return written;
  if (framework === 'jest' || options.includes('--globals')) return true;
  const configs = view.paths.filter(
    (path) => folderOf(path) === folder && /^vite(?:st)?\.config\./.test(baseOf(path)),
  );
  const texts = await Promise.all(configs.map((path) => view.read(path)));
  return texts.some((text) => text !== undefined && /\bglobals\s*:\s*true\b/.test(text));
}

function chooseAssertions(
  framework: Framework,
  { dependencies }: Manifest,
  styles: readonly TestStyle[],
): TestSetup['assertions'] {
  const written = chooseMost(styles.map(({ assertions }) => assertions));
  if (framework === 'vitest' || framework === 'jest') return written === 'node-assert' ? written : 'expect';
  if (written === 'chai-expect' || (written === undefined && dependencies.has('chai'))) return 'chai-expect';
  return 'node-assert';
}

/** Mocha's interface `tdd` knows no `describe`, and Jest no `suite`. */
function chooseWords(framework: Framework, styles: readonly TestStyle[], { options }: Launch): SuiteWords {
  if (/(?:^| )(?:-u|--ui)[ =]tdd(?: |$)/.test(options.join(' '))) return { suite: 'suite', test: 'test' };
  const suite = framework === 'jest' ? undefined : chooseMost(styles.map(({ suiteWord }) => suiteWord));
  const test = chooseMost(styles.map(({ testWord }) => testWord));
  return { suite: suite ?? usualWords.suite, test: test ?? usualWords.test };
}

function usualLayout(
  framework: Framework,
  folder: string,
  language: TestSetup['language'],
): TestSetup['layout'] {
  const suffix = language === 'typescript' ? '.test.ts' : '.test.js';
  const isBeside = framework === 'vitest' || framework === 'jest';
  return isBeside
    ? { kind: 'beside', folder: '', suffix }
    : { kind: 'mirrored', folder: joinPath(folder, 'test'), suffix };
}
