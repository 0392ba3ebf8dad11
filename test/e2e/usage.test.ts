import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { sampleRepository, silent, stagedRepository, sumAfter } from './sample-change.ts';

const galley = galleyAt(temporaryFolder());
const { root } = stagedRepository();

describe('--no-model', { concurrent: true }, () => {
  let server: ModelServer;
  beforeAll(async () => {
    server = await startModelServer({ replies: [silent] });
  });
  afterAll(() => server.close());

  const review = (args: readonly string[], env: Record<string, string> = {}, cwd = root): Promise<Run> =>
    galley(['review', '--server', server.url, ...args], { cwd, env });

  it('with a flag that names a model is refused, in any order', async () => {
    const pairs = [
      ['--no-model', '--model', 'qwen2.5-coder:1.5b'],
      ['--model', 'qwen2.5-coder:1.5b', '--no-model'],
    ];
    for (const args of [...pairs, ['--no-model', '--model-file', 'a.gguf']]) {
      const run = await review(args);
      expect(run, args.join(' ')).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(/--no-model and --model/);
    }
    expect(server.requests).toEqual([]);
  });

  it('wins over a variable and a file that name a model', async () => {
    const named = sampleRepository({ '.galley.yml': 'model: qwen2.5-coder:1.5b\n' });
    named.write('src/sum.dart', sumAfter);
    const runs = [
      await review(['--no-model'], { GALLEY_MODEL: 'qwen2.5-coder:1.5b' }),
      await review(['--no-model'], {}, named.root),
    ];
    for (const run of runs) {
      expect(run.code, run.stderr).toBe(0);
      expect(run.stdout).toContain('by rules only');
    }
    expect(server.requests).toEqual([]);
  });
});

describe('--help', { concurrent: true }, () => {
  const helpOf = async (...command: string[]): Promise<string> =>
    (await galley([...command, '--help'], { cwd: root })).stdout.replace(/\s+/g, ' ');

  it('fits a terminal of 80 columns', async () => {
    for (const command of [[], ['review'], ['tests'], ['serve'], ['app', 'create'], ['hook', 'install']]) {
      const { stdout } = await galley([...command, '--help'], { cwd: root });
      expect(stdout).toContain('--help');
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it('of review tells what flags take, what holds without them, and the exit codes', async () => {
    const help = await helpOf('review');
    expect(help).toContain('one of none, info, warning, error; default: error');
    expect(help).toMatch(/--no-cache Take no reply from the cache/);
    expect(help).toMatch(/--exclude <glob>[^(]*\(repeatable\)/);
    expect(help).toMatch(/Exit codes.* 2 .* broken 1 .* --fail-on 3 .* not reviewed.* 0 else/);
  });

  it('of other commands lists only flags that make a difference to them', async () => {
    expect(await helpOf('cache', 'stats')).not.toMatch(/--(server|model|fail-on)/);
    expect(await helpOf('cache', 'stats')).toContain('--cache-directory');
    expect(await helpOf('init')).toMatch(/--server .*/);
    expect(await helpOf('init')).not.toMatch(/--(fail-on|no-model)/);
    const run = await galley(['cache', 'stats', '--fail-on', 'none'], { cwd: root });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("unknown option '--fail-on'");
  });
});

it('a working directory that is gone is explained', async (ctx) => {
  if (process.platform === 'win32') ctx.skip('a folder in use cannot be deleted there');
  for (const args of [['review', '--no-model'], ['config', 'print'], ['doctor'], ['cache', 'stats']]) {
    const folder = temporaryFolder();
    const run = await galley(args, { cwd: folder, wrapper: ['sh', '-c', 'rmdir "$PWD"; exec "$@"', 'sh'] });
    expect(run, args.join(' ')).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^galley: The folder that Galley was started in is gone\n/);
    expect(run.stderr).not.toMatch(/internal error|uv_cwd/);
  }
});
