import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '../../src/run/sandbox/create-sandbox.ts';
import type { Sandbox } from '../../src/run/sandbox/sandbox.ts';
import { openProject, type Project } from '../../test/integration/run/runner/project.ts';
import { styles, type Style } from '../../test/integration/run/runner/style.ts';
import { atMost, plain, round, type Figure, type Result } from '../figure.ts';
import { median } from '../paired.ts';

/** Of the bare runner's time: what one candidate may cost. */
const most = 1.3;

const bare: Readonly<Record<string, readonly string[]>> = {
  vitest: ['node_modules/vitest/vitest.mjs', 'run'],
  jest: ['node_modules/jest/bin/jest.js', '--runTestsByPath'],
  mocha: ['node_modules/mocha/bin/mocha.js', '--no-config'],
  'node:test': ['--test'],
};

/** What one candidate test costs beside the bare start of its runner with the same test. */
export async function measureCandidates(rounds = 9): Promise<Result> {
  const sandbox = await createSandbox({
    path: process.env['PATH'] ?? '',
    temporary: tmpdir(),
    unsafeRun: true,
  });
  const figures: Figure[] = [];
  for (const style of Object.values(styles)) {
    const isThere = style.installed === undefined || existsSync(style.installed.from);
    figures.push(
      ...(isThere
        ? await measure(style, sandbox, rounds)
        : [plain(style.framework, 'not installed: bash scripts/peers.sh')]),
    );
  }
  return {
    title: 'Cost of a candidate test',
    method: `One test file in a scratch tree of its own, from laying it to its judgement, beside the bare start of the runner with the same file: alone, counting what it reaches, and counting in the sandbox (level ${sandbox.level}). Medians of ${rounds} rounds, all in turn in one run, after one that fills caches; each side has libraries as their installer leaves them.`,
    figures,
  };
}

async function measure(style: Style, sandbox: Sandbox, rounds: number): Promise<Figure[]> {
  const text = style.write({ a: { does: 'compares' } });
  const plainly = await openProject({ ...style, files: { ...style.files, [style.testFile]: text } });
  const inside = await openProject(style, sandbox);
  const cover = [style.source];
  const cores = availableParallelism();
  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    bare: async () => startBare(style, plainly),
    alone: () => run(plainly, text),
    counting: () => run(plainly, text, { cover }),
    'counting in the sandbox': () => run(inside, text, { cover }),
    together: () => Promise.all(Array.from({ length: cores }, () => run(inside, text, { cover }))),
  };
  const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let turn = -1; turn < rounds; turn += 1) {
    for (const [name, start] of Object.entries(ways)) {
      const began = performance.now();
      await start();
      if (turn >= 0) times.get(name)?.push(performance.now() - began);
    }
  }
  await plainly.close();
  await inside.close();
  const timeOf = (name: string): number => median(times.get(name) ?? []);
  const start = timeOf('bare');
  return [
    ...['alone', 'counting', 'counting in the sandbox'].map((name) =>
      atMost(`${style.framework}, ${name}`, timeOf(name) / start, most, ' x', `${round(timeOf(name))} ms`),
    ),
    plain(
      `${style.framework}, ${cores} at a time`,
      `${round(timeOf('together') / timeOf('counting in the sandbox'))} x the time of one`,
    ),
  ];
}

async function run(project: Project, text: string, more: Parameters<Project['run']>[1] = {}): Promise<void> {
  const { status, output } = await project.run(text, more);
  if (status !== 'passed') throw new Error(`${status}: ${output}`);
}

function startBare({ framework, testFile }: Style, { root }: Project): void {
  const [program, ...args] =
    framework === 'pytest'
      ? [join(root, '.venv/bin/python'), '-m', 'pytest', '-o', 'addopts=']
      : [process.execPath, ...(bare[framework] ?? [])];
  const { status, stderr } = spawnSync(program, [...args, testFile], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
