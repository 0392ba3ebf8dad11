import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { pageProbe, says } from './probe-file.ts';

const folder = temporaryFolder();
writeFileSync(join(folder, 'page.yml'), pageProbe);
writeFileSync(join(folder, 'silent.yml'), pageProbe.replace('at < rows.length', 'more()'));
writeFileSync(join(folder, 'broken.yml'), pageProbe.replace('severity: error', 'severity: fatal'));

/** Answers the second wording by the code, the first the same way whatever it sees. */
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({
    replies: [
      { when: 'run the loop once too often', probabilities: says(0.6) },
      { when: '<= ', probabilities: says(0.95) },
      { when: 'one too high', probabilities: says(0.1) },
    ],
  });
});
afterAll(() => server.close());

function galley(args: readonly string[], url = server.url): Promise<Run> {
  return galleyAt(temporaryFolder())(args, { cwd: folder, env: { GALLEY_SERVER: url } });
}

describe('galley probe test', { concurrent: true }, () => {
  it('tells how well each wording separates, and which is best', async () => {
    const { code, stdout, stderr } = await galley(['probe', 'test', 'page.yml']);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('ok    bad 2   typescript: fires on line 1\n');
    expect(stdout).toContain('The trigger fires on all 6 examples\n');
    expect(stdout).toContain('Wording 1\n  Does `{COND}` run the loop once too often?\n  tells 4 of 8 pairs');
    expect(stdout).toContain('Wording 2, the best\n');
    expect(stdout).toContain('tells 8 of 8 pairs of bad and good apart (area 1.00)\n');
    expect(stdout).toMatch(/^ {2}-2\.2 g·+b 2\.9$/m);
    expect(stdout).toMatch(/\nSeparates on qwen2\.5-coder:1\.5b: wording 2, area 1\.00\n$/);
    expect(stderr).toMatch(/^galley: 0 of 12 questions, 0 %$/m);
  });

  it('1 when the wordings asked do not separate; as data too', async () => {
    const { code, stdout } = await galley(['probe', 'test', 'page.yml', '--wordings', '1', '--json']);
    expect(code).toBe(1);
    const data = JSON.parse(stdout) as { examples: unknown[]; wordings: { area: number }[] };
    expect(data).toMatchObject({
      id: 'page-past-end',
      separates: false,
      best: 1,
      model: 'qwen2.5-coder:1.5b',
    });
    expect([data.examples.length, data.wordings.map(({ area }) => area)]).toEqual([6, [0.5]]);
    const many = await galley(['probe', 'test', 'page.yml', '--wordings', '3']);
    expect([many.code, many.stderr]).toEqual([2, expect.stringContaining('A number from 1 to 2.')]);
  });

  it('1 when a trigger is silent on an example, before any model is asked', async () => {
    const { code, stdout } = await galley(['probe', 'test', 'silent.yml'], 'http://127.0.0.1:9');
    expect(code).toBe(1);
    expect(stdout).toContain('FAIL  good 2  typescript: the trigger does not fire\n');
    expect(stdout).toContain('The trigger is silent on 1 of 6 examples\n');
  });

  it('--no-model checks the triggers alone', async () => {
    const run = await galley(['probe', 'test', 'page.yml', '--no-model'], 'http://127.0.0.1:9');
    expect([run.code, run.stdout.split('\n').at(-2)]).toEqual([0, 'The trigger fires on all 6 examples']);
  });

  it('2 when the file is broken, with line and column, or not there', async () => {
    const broken = await galley(['probe', 'test', 'broken.yml']);
    expect([broken.code, broken.stdout]).toEqual([2, '']);
    expect(broken.stderr).toMatch(/^broken\.yml:3:11: severity: one of error, warning$/m);
    const missing = await galley(['probe', 'test', 'missing.yml']);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("can't read the probe file")]);
  });

  it('2 when no server answers', async () => {
    const run = await galley(['probe', 'test', 'page.yml'], 'http://127.0.0.1:9');
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('ollama serve')]);
  });
});

describe('galley probe list and explain', { concurrent: true }, () => {
  it('lists all probes in 80 columns', async () => {
    const { code, stdout } = await galley(['probe', 'list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^correctness: \d+$/m);
    expect(stdout).toMatch(/^ {2}error {4}missing-await\n {11}An asynchronous call is not awaited$/m);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    const json = JSON.parse((await galley(['probe', 'list', '--json'])).stdout) as object[];
    expect(json.length).toBeGreaterThanOrEqual(40);
    expect(json).toContainEqual(expect.objectContaining({ id: 'missing-await', category: 'concurrency' }));
  });

  it.each(['missing-await', 'probe/missing-await'])('explains %s', async (name) => {
    const { code, stdout } = await galley(['explain', name]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^probe\/missing-await\nAn asynchronous call is not awaited\.\n/);
    for (const part of ['The model is asked\n    ', 'Found\n    ', 'Left alone\n    ', 'Measured   '])
      expect(stdout).toContain(part);
    expect(stdout).toContain('// galley-ignore-next-line missing-await -- REASON');
  });

  it('says of a rule what was judged, and of a probe that is none what was meant', async () => {
    const rule = await galley(['explain', 'date-month-twelve']);
    expect(rule.stdout).toContain('Precision  3 of 3 judged hits right\n');
    const none = await galley(['explain', 'focused-test']);
    expect(none.stdout).toMatch(/^Precision {2}not measured: no hit in \d+ packages$/m);
    const near = await galley(['explain', 'missing-awaits']);
    expect([near.code, near.stderr]).toEqual([2, expect.stringContaining('Did you mean missing-await?')]);
  });
});
