import {
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
import type { TestOutcome, TestRun, TestRunner } from '../../../../src/review/test-ports.ts';
import { copiedTree } from '../../../ports/copied-tree.ts';
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
export async function openProject(style: Style): Promise<Project> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'galley-project-')));
  for (const [path, text] of Object.entries(style.files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules'));
  for (const [path, target] of Object.entries(style.links)) symlinkSync(target, join(root, path));
  const { framework, launch, testFile } = style;
  const runner = await createTestRunner({
    root,
    found: {
      setup: setupOf(framework),
      launch: { folder: '', nodeOptions: [], options: [], env: {}, suite: [], testFiles: [], ...launch },
    },
    sandbox: plainSandbox(),
    openTree: () => copiedTree(root),
    hooks,
    node: process.execPath,
    searchPath: process.env['PATH'] ?? '',
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

function setupOf(framework: Style['framework']): TestRunner['setup'] {
  return {
    framework,
    modules: 'esm',
    language: 'javascript',
    hasGlobals: false,
    assertions: 'expect',
    layout: { kind: 'mirrored', folder: 'test', suffix: '.test.js' },
    command: (file) => file,
  };
}

function readAll(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(path, 'utf8')]));
}
