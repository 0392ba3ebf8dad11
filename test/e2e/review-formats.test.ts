import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { defect, reports, silent, stagedRepository } from './sample-change.ts';
import { hasProgram } from './has-program.ts';

const galley = galleyAt(temporaryFolder());
const { root } = stagedRepository();
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ replies: [reports(defect), silent] });
  // The rest answers from the cache.
  await review([]);
});
afterAll(() => server.close());

function review(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  return galley(['review', '--server', server.url, ...args], { cwd: root, env });
}

const escape = '\u001b[';

describe('formats', { concurrent: true }, () => {
  it('json: standard output is one document of the published schema, and nothing else', async () => {
    const { code, stdout, stderr } = await review(['--format', 'json']);
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../review.schema.json'), 'utf8'),
    ) as object;
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    expect(ajv.validate(schema, JSON.parse(stdout)), JSON.stringify(ajv.errors)).toBe(true);
    expect(code).toBe(1);
    expect(stderr).toContain('galley: chunk 1 of 1');
  });

  it('several at once: files get theirs, standard output stays readable', async () => {
    const folder = temporaryFolder();
    const targets = ['sarif', 'junit', 'jsonl'].map((format) => `${format}=${join(folder, format)}`);
    const { code, stdout } = await review(targets.flatMap((target) => ['--format', target]));
    expect(code).toBe(1);
    expect(stdout).toContain('1 finding (1 error)');
    const content = (name: string): string => readFileSync(join(folder, name), 'utf8');
    expect(JSON.parse(content('sarif'))).toHaveProperty('runs[0].results[0].locations');
    expect(content('junit')).toContain('<testsuites');
    expect(
      content('jsonl')
        .trimEnd()
        .split('\n')
        .map((line) => typeof JSON.parse(line)),
    ).toContain('object');
  });

  it('two for standard output are refused before anything is read', async () => {
    const run = await review(['--format', 'json', '--format', 'sarif']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('--format sarif=FILE');
  });

  it('an unknown one is told the nearest', async () => {
    const run = await review(['--format', 'sarfi']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('--format sarif');
  });
});

describe('the terminal', { concurrent: true }, () => {
  it('a pipe gets no colour, unless forced, and a flag beats every variable', async () => {
    const colored = async (args: string[], env: Record<string, string>): Promise<boolean> =>
      (await review(args, env)).stdout.includes(escape);
    expect(await colored([], {})).toBe(false);
    expect(await colored([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await colored(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
    expect(await colored(['--color'], { NO_COLOR: '1' })).toBe(true);
    expect(await colored(['--format', 'json', '--color'], { FORCE_COLOR: '1' })).toBe(false);
  });

  it('in CI progress is plain lines; --quiet takes them away', async () => {
    const run = await review([], { CI: 'true' });
    expect(run.stderr).toContain('galley: chunk 1 of 1: src/sum.dart\n');
    expect(run.stderr).not.toContain('\u001b');
    expect(run.stderr).not.toContain('\r');
    expect((await review(['--quiet'])).stderr).toBe('');
  });

  it('--profile tells time and tokens of each stage', async () => {
    const { stdout } = await review(['--profile']);
    for (const stage of ['read', 'cut', 'ask', 'total'])
      expect(stdout).toMatch(new RegExp(`^${stage} `, 'm'));
  });

  it('on a terminal one live line that is wiped away, colours unless NO_COLOR; on a dumb one neither', async (ctx) => {
    if (!(await hasProgram('script'))) ctx.skip('needs script of util-linux');
    const { NO_COLOR: _, ...env } = { NO_COLOR: '', TERM: 'xterm' };
    const live = await onTerminal(env);
    expect(live).toContain('\r\u001b[2K');
    expect(live).toContain('\u001b[31m');
    const plain = await onTerminal({ ...env, NO_COLOR: '1' });
    expect(plain).not.toContain('\u001b[3');
    expect(await onTerminal({ TERM: 'dumb' })).not.toContain('\u001b');
  });

  /** Everything that a terminal would be sent. */
  async function onTerminal(env: Record<string, string>): Promise<string> {
    const run = await galley(['review', '--server', server.url], {
      cwd: root,
      env,
      terminal: true,
    });
    return run.stdout;
  }
});
