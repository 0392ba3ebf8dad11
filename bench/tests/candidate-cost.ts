import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '../../src/run/sandbox/create-sandbox.ts';
import { openProject, type Project } from '../../test/integration/run/runner/project.ts';
import { styles, type Style } from '../../test/integration/run/runner/style.ts';

/**
 * What one candidate test costs beside the bare start of its runner with the same test: alone, counting what it
 * reaches, and in the sandbox. Takes turns, so that whatever else the machine does meets all of them.
 *
 * Usage: tsx bench/tests/candidate-cost.ts [rounds]
 */
const rounds = Number(process.argv[2] ?? 7);
const bare: Readonly<Record<string, readonly string[]>> = {
  vitest: ['node_modules/vitest/vitest.mjs', 'run'],
  jest: ['node_modules/jest/bin/jest.js', '--runTestsByPath'],
  mocha: ['node_modules/mocha/bin/mocha.js', '--no-config'],
  'node:test': ['--test'],
};
const path = process.env['PATH'] ?? '';
const sandbox = await createSandbox({ path, temporary: tmpdir(), unsafeRun: true });

console.log(
  `| runner | bare, ms | candidate | counting | in the sandbox (${sandbox.level}) |\n|---|---|---|---|---|`,
);
for (const style of Object.values(styles)) console.log(await measure(style));

async function measure(style: Style): Promise<string> {
  const text = style.write({ a: { does: 'compares' } });
  const plain = await openProject({ ...style, files: { ...style.files, [style.testFile]: text } });
  const inside = await openProject(style, sandbox);
  const ways: Readonly<Record<string, () => Promise<unknown>>> = {
    bare: async () => startBare(style, plain),
    candidate: () => run(plain, text),
    counting: () => run(plain, text, { cover: [style.source] }),
    sandbox: () => run(inside, text, { cover: [style.source] }),
  };
  const times = new Map<string, number[]>();
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, start] of Object.entries(ways)) {
      const began = performance.now();
      await start();
      // The first round fills caches.
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - began]);
    }
  }
  await plain.close();
  await inside.close();
  const [first = 0, ...others] = [...times.values()].map(median);
  const ratios = others.map((ms) => `${(ms / first).toFixed(2)} x`);
  return `| ${style.framework} | ${String(Math.round(first))} | ${ratios.join(' | ')} |`;
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
