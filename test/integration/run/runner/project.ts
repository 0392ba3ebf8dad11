import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTestRunner } from '../../../../src/run/runner/create-test-runner.ts';
import { ownPrograms } from '../../../../src/run/runner/test-programs.ts';
import { openScratchTree } from '../../../../src/run/scratch/open-scratch-tree.ts';
import { workingTree } from '../../../../src/run/scratch/working-tree.ts';
import type { Sandbox } from '../../../../src/run/sandbox/sandbox.ts';
import type { TestOutcome, TestRun, TestRunner } from '../../../../src/review/test-ports.ts';
import { usualWords } from '../../../../src/testgen/framework.ts';
import { plainSandbox } from '../../../ports/plain-sandbox.ts';
import type { Body, Style } from './style.ts';

export interface Project {
  readonly root: string;
  readonly runner: TestRunner;
  /** Runs one candidate test file. */
  run(candidate: Readonly<Record<string, Body>> | string, more?: Partial<TestRun>): Promise<TestOutcome>;
  /** All files and their texts. */
  snapshot(): Record<string, string>;
  close(): Promise<void>;
}

export const hooks = join(import.meta.dirname, '../../../../src/run/runner/hooks');

/** A small project on disk, and a runner of its tests. */
export async function openProject(style: Style, sandbox: Sandbox = plainSandbox()): Promise<Project> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'galley-project-')));
  for (const [path, text] of Object.entries(style.files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  install(style, root);
  const { framework, launch, testFile } = style;
  const runner = await createTestRunner({
    root,
    found: {
      setup: setupOf(framework),
      launch: { folder: '', nodeOptions: [], options: [], env: {}, suite: [], testFiles: [], ...launch },
    },
    sandbox,
    openTree: () =>
      openScratchTree({
        root,
        source: workingTree(root, async () => Object.keys(style.files)),
        ignored: ['node_modules', '.venv'],
        temporary: tmpdir(),
      }),
    hooks,
    programs: ownPrograms(process.env['PATH'] ?? ''),
    view: { paths: [], read: async () => undefined },
  });
  return {
    root,
    runner,
    run: (candidate, more = {}) =>
      runner.run({
        overlay: [
          { path: testFile, text: typeof candidate === 'string' ? candidate : style.write(candidate) },
        ],
        testFiles: [testFile],
        cover: [],
        timeoutMs: 30_000,
        signal: new AbortController().signal,
        ...more,
      }),
    snapshot: () => readAll(root),
    close: async () => {
      await runner.close();
      rmSync(root, { recursive: true });
    },
  };
}

/** Packages are a link, as a second working tree has them; an environment of Python has to lie where it says. */
function install({ installed }: Style, root: string): void {
  if (installed === undefined) return;
  const { path, from } = installed;
  if (path === 'node_modules') symlinkSync(from, join(root, path));
  else
    cpSync(from, join(root, path), {
      recursive: true,
      verbatimSymlinks: true,
      // What Python has compiled is good for the time of its source only.
      preserveTimestamps: true,
      filter: (file) => !/[\\/]pip\b/.test(file),
    });
}

function setupOf(framework: Style['framework']): TestRunner['setup'] {
  return {
    framework,
    modules: 'esm',
    language: 'javascript',
    hasGlobals: false,
    words: usualWords,
    assertions: 'expect',
    layout: { kind: 'mirrored', folder: 'test', suffix: '.test.js' },
    command: (file) => file,
  };
}

/** But for what is installed. */
function readAll(root: string): Record<string, string> {
  const names = readdirSync(root, { withFileTypes: true }).filter(
    ({ name }) => !/^(?:node_modules|\.venv)$/.test(name),
  );
  const inside = names.flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(root, entry.name)) : [join(root, entry.name)],
  );
  return Object.fromEntries(inside.sort().map((path) => [path, readFileSync(path, 'utf8')]));
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
