import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLog } from '../../doubles/action-runner/read-log.ts';
import { runStep } from '../../doubles/action-runner/run-step.ts';
import type { StepOptions, StepResult } from '../../doubles/action-runner/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'action-runner-'));
let actions = 0;

const manifest = `name: x
description: x
inputs:
  some-name: { description: x, default: fallback }
  token: { description: x, default: '\${{ github.token }}' }
outputs:
  one: { description: x }
runs: { using: node24, main: index.cjs }
`;

/** Runs an action that is this code. */
function run(code: string, options: Partial<StepOptions> = {}, yaml = manifest): Promise<StepResult> {
  const actionFolder = join(folder, `action-${actions++}`);
  mkdirSync(actionFolder);
  writeFileSync(join(actionFolder, 'action.yml'), yaml);
  writeFileSync(
    join(actionFolder, 'index.cjs'),
    `const fs = require('node:fs'); const { env } = process;\n${code}`,
  );
  const event = { name: 'push', payload: { hello: 1 } };
  return runStep({ actionFolder, event, repository: 'o/r', folder, ...options });
}

describe('runStep', () => {
  it('hands over inputs, defaults and the token, and nothing of this process', async () => {
    process.env['SECRET_OF_THIS_PROCESS'] = 'x';
    const step = await run(
      "console.log(env['INPUT_SOME-NAME'], env.INPUT_TOKEN, env.SECRET_OF_THIS_PROCESS, env.GITHUB_EVENT_NAME)",
      { token: 't0k', inputs: { 'some-name': 'given' } },
    );
    expect(step.log.trim()).toBe('given t0k undefined push');
    expect((await run("console.log(env['INPUT_SOME-NAME'])")).log.trim()).toBe('fallback');
  });

  it('complains about an input that the action does not have', async () => {
    const step = await run("console.log(env['INPUT_SOM-NAME'])", { inputs: { 'som-name': 'x' } });
    expect(step.complaints).toEqual(["Unexpected input(s) 'som-name'"]);
    expect(step.log.trim()).toBe('x');
  });

  it('fails with the exit code of the action', async () => {
    expect(await run('process.exitCode = 3')).toMatchObject({ exitCode: 3, conclusion: 'failure' });
    expect(await run('')).toMatchObject({ exitCode: 0, conclusion: 'success' });
  });

  it('reads outputs in both forms and fails a step that breaks them', async () => {
    const good = await run("fs.appendFileSync(env.GITHUB_OUTPUT, 'a=1=2\\nb<<E\\nx\\ny\\nE\\n')");
    expect(good).toMatchObject({ outputs: { a: '1=2', b: 'x\ny' }, conclusion: 'success' });
    const bad = await run("fs.appendFileSync(env.GITHUB_OUTPUT, 'b<<E\\nx\\n')");
    expect(bad).toMatchObject({ conclusion: 'failure', complaints: ["Matching delimiter not found 'E'"] });
  });

  it('throws away a summary that is too large', async () => {
    const write = (size: number) => `fs.writeFileSync(env.GITHUB_STEP_SUMMARY, 'x'.repeat(${size}))`;
    expect((await run(write(1024 * 1024))).summary).toHaveLength(1024 * 1024);
    const step = await run(write(1024 * 1024 + 1));
    expect(step.summary).toBe('');
    expect(step.complaints[0]).toContain('supports content up to a size of 1024k');
  });

  it('hides what was masked, in the log before and after and in the summary', async () => {
    const step = await run(
      "console.log('abc s3cret'); console.error('::add-mask::s3cret'); fs.writeFileSync(env.GITHUB_STEP_SUMMARY, 's3cret')",
    );
    expect(step.log).not.toContain('s3cret');
    expect(step.summary).toBe('***');
  });

  it('refuses a manifest that the schema does not know', async () => {
    await expect(run('', {}, manifest.replace('outputs:', 'results:'))).rejects.toThrow('action.yml');
    await expect(run('', {}, manifest.replace('index.cjs', 'other.js'))).rejects.toThrow('File not found');
  });
});

describe('readLog', () => {
  it('reads commands as they are escaped', () => {
    const { annotations } = readLog('  ::error file=a%2Cb,line=3,title=x%3Ay::50%25 of%0Aall');
    expect(annotations).toEqual([
      { kind: 'error', message: '50% of\nall', properties: { file: 'a,b', line: '3', title: 'x:y' } },
    ]);
  });

  it('shows ten of a kind and fifty of a job', () => {
    const many = Array.from({ length: 12 }, (_, i) => `::warning::${i}\n::notice::${i}`).join('\n');
    const seen = readLog(many);
    expect(seen.annotations).toHaveLength(20);
    expect(seen.lost.map(({ message }) => message)).toEqual(['10', '10', '11', '11']);
    expect(readLog(many, 45).annotations).toHaveLength(5);
  });

  it('obeys nothing between stop-commands and the agreed word', () => {
    const log = '::stop-commands::w0rd\n::error::a\n::w0rd::\n::error::b';
    expect(readLog(log).annotations.map(({ message }) => message)).toEqual(['b']);
  });

  it('obeys the older form anywhere in a line, and no unknown name', () => {
    expect(readLog('text ##[add-mask]abc').masks).toEqual(['abc']);
    expect(readLog('std::vector::x\n::hello::x').commands).toEqual([]);
  });
});
