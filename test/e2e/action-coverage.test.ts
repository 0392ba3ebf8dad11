import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openScene, rights, type ActionScene } from './action-scene.ts';
import { actionAt } from './action-step.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';

const run = actionAt();

const before = 'export const sum = (a) => a;\n';
const after = `${before}export function most(a, b) {\n  if (a > b) {\n    return a;\n  }\n  return b;\n}\n`;

/** As nyc writes it: the branch that returns `a` was never taken. */
const report = (root: string): object => ({
  [join(root, 'most.js')]: {
    path: join(root, 'most.js'),
    statementMap: { 0: place(1, 0, 28), 1: place(3, 2, 3, 5), 2: place(4, 4, 13), 3: place(6, 2, 11) },
    fnMap: {},
    branchMap: {
      0: { type: 'if', loc: place(3, 2, 3, 5), locations: [place(3, 2, 3, 5), place(3, 2, 3, 5)], line: 3 },
    },
    s: { 0: 1, 1: 2, 2: 0, 3: 2 },
    f: {},
    b: { 0: [0, 2] },
  },
});

function place(line: number, column: number, endColumn: number, endLine = line): object {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

/** What another job leaves: its report packed, for the head of the pull request. */
async function pack({ pull, folder: forge }: ActionScene): Promise<string> {
  const root = join(temporaryFolder(), 'proof');
  execFileSync('git', ['clone', '--quiet', join(forge, 'olga/proof.git'), root]);
  execFileSync('git', ['checkout', '--quiet', pull.head.sha], { cwd: root });
  mkdirSync(join(root, 'coverage'));
  writeFileSync(join(root, 'coverage/coverage-final.json'), JSON.stringify(report(root)));
  const file = join(temporaryFolder(), 'galley-coverage.json');
  const args = ['coverage', 'pack', '--report', 'coverage/coverage-final.json', '-o', file];
  const packed = await galleyAt(temporaryFolder())(args, { cwd: root });
  expect(packed.code, packed.stderr).toBe(0);
  return file;
}

async function openMost(): Promise<ActionScene> {
  return openScene(rights, [{ path: 'most.js', content: after }], [{ path: 'most.js', content: before }]);
}

describe('the input coverage', () => {
  test('tells what of the change no test reaches, in numbers, in the summary and beside the code', async () => {
    const scene = await openMost();
    const coverage = await pack(scene);
    const step = await scene.step();
    const done = await run({ ...step, inputs: { ...step.inputs, coverage } });
    expect(done.exitCode, done.raw).toBe(0);
    expect(Number(done.outputs['coverage-patch'])).toBeGreaterThan(0);
    expect(Number(done.outputs['coverage-patch'])).toBeLessThan(100);
    const [summary] = scene.github.state.issueComments;
    expect(summary?.body).toMatch(/\| \[`most\.js/);
    const saved = JSON.parse(readFileSync(done.outputs['report-file'] ?? '', 'utf8')) as { gaps: object[] };
    expect(saved.gaps).toMatchObject([{ path: 'most.js', startLine: 4 }]);
    scene.github.assertClean();
  });

  test.each([
    ['of another commit', (text: string) => text.replace(/"headCommit":"[0-9a-f]{4}/, '"headCommit":"0000')],
    ['that is no pack', () => '{"total":{}}'],
    ['whose files are others', (text: string) => text.replace(/("sha256":")[0-9a-f]{8}/, '$100000000')],
  ])('S3: %s is not believed', async (_, forge) => {
    const scene = await openMost();
    const coverage = await pack(scene);
    const text = readFileSync(coverage, 'utf8');
    expect(forge(text)).not.toBe(text);
    writeFileSync(coverage, forge(text));
    const step = await scene.step();
    const done = await run({ ...step, inputs: { ...step.inputs, coverage } });
    expect(done.outputs['coverage-patch'] ?? '').toBe('');
    expect(done.exitCode).not.toBe(0);
    expect(done.raw).not.toContain('    at ');
  });
});
