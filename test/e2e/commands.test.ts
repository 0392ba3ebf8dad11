import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { makeRepository } from '../integration/git/make-repository.ts';
import { deadServer, galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { canIsolate, inLoopback } from './in-loopback.ts';
import { sampleRepository, silent, stagedRepository } from './sample-change.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ replies: [silent] });
});
afterAll(() => server.close());

const { root } = sampleRepository();

function galley(args: readonly string[], env: Record<string, string> = {}, cwd = root): Promise<Run> {
  return galleyAt(temporaryFolder())(args, { cwd, env });
}

describe('galley init', { concurrent: true }, () => {
  it('--yes without any server: a file that is valid, and what to install', async (ctx) => {
    if (!(await canIsolate())) ctx.skip('needs unprivileged network namespaces');
    const repository = makeRepository(temporaryFolder());
    const run = await galleyAt(temporaryFolder())(['init', '--yes'], {
      cwd: repository.root,
      wrapper: inLoopback,
    });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/^No model server .*\n.*ollama pull/m);
    expect(run.stdout).toMatch(/Until then .*incomplete.*--no-model .*rules only/);
    expect(run.stdout).toContain('next: galley review');
    expect((await galley(['config', 'validate'], {}, repository.root)).code).toBe(0);
  });

  /** A repository whose one commit is all there is to review. */
  const initIn = async (args: readonly string[], env: Record<string, string> = {}) => {
    const repository = sampleRepository();
    const run = await galley(['init', '--yes', ...args], env, repository.root);
    const file = join(repository.root, '.galley.yml');
    return { ...run, repository, config: existsSync(file) ? readFileSync(file, 'utf8') : '' };
  };

  it.each([
    ['--server', (url: string) => [['--server', url], {}] as const],
    ['GALLEY_SERVER', (url: string) => [[], { GALLEY_SERVER: url }] as const],
    ['OLLAMA_HOST', (url: string) => [[], { GALLEY_SERVER: '', OLLAMA_HOST: url }] as const],
  ])('takes the best model of the server of %s, and says what to run', async (name, given) => {
    const [args, env] = given(server.url);
    const { code, stdout, stderr, config, repository } = await initIn(args, env);
    expect(code, stderr).toBe(0);
    expect(config).toContain('\nmodel: "qwen2.5-coder:1.5b"\n');
    const flags = name === '--server' ? ` --server ${server.url}` : '';
    expect(stdout).toContain(`next: galley review --commit HEAD${flags}\n`);
    const next = stdout.split('next: galley ')[1]?.split('\n')[0]?.split(' ') ?? [];
    const review = await galley(next, env, repository.root);
    expect(review.stdout, review.stderr).toMatch(/of commit .* "first"/);
    expect(review.code).toBe(0);
  });

  it('keeps the model that was named, where the server has it', async () => {
    const models = [{ name: 'qwen2.5-coder:7b' }, { name: 'llama3.2:3b' }];
    const own = await startModelServer({ models });
    try {
      const kept = await initIn(['--server', own.url, '--model', 'llama3.2:3b']);
      expect(kept.config).toContain('\nmodel: "llama3.2:3b"\n');
      const missing = await initIn(['--server', own.url, '--model', 'lama3.2:3b']);
      expect(missing).toMatchObject({ code: 2, config: '' });
      expect(missing.stderr).toContain('galley init --model llama3.2:3b');
    } finally {
      await own.close();
    }
  });

  it('asks no host that is not allowed', async () => {
    const { code, stderr, config } = await initIn(['--server', 'http://10.255.255.1:11434']);
    expect({ code, config }).toEqual({ code: 2, config: '' });
    expect(stderr).toContain('--allow-host 10.255.255.1');
  });

  it('names a schema only where it is', async () => {
    expect((await initIn(['--server', server.url])).config).not.toContain('$schema:');
    const repository = sampleRepository({ '.gitignore': 'node_modules\n' });
    repository.write('node_modules/galley/galley.schema.json', '{}');
    await galley(['init', '--yes', '--server', server.url], {}, repository.root);
    const text = readFileSync(join(repository.root, '.galley.yml'), 'utf8');
    expect(text).toMatch(/^\$schema: \.\/node_modules\/galley\/galley\.schema\.json$/m);
    expect((await galley(['config', 'validate'], {}, repository.root)).code).toBe(0);
  });

  it('with other changes at hand, these come next', async () => {
    const repository = stagedRepository();
    const run = await galley(['init', '--yes', '--server', server.url], {}, repository.root);
    expect(run.stdout).toContain(`next: galley review --server ${server.url}\n`);
  });

  it('leaves a file that is there as it is', async () => {
    const repository = sampleRepository({ '.galley.yml': 'maxFindings: 3\n' });
    const run = await galley(['init', '--yes'], {}, repository.root);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('already there');
    expect(readFileSync(join(repository.root, '.galley.yml'), 'utf8')).toBe('maxFindings: 3\n');
  });

  it('asks nothing where nobody can answer', async () => {
    const repository = makeRepository(temporaryFolder());
    const run = await galley(['init'], {}, repository.root);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('galley init --yes');
    expect(existsSync(join(repository.root, '.galley.yml'))).toBe(false);
  });

  it('outside of a repository writes nothing', async () => {
    const folder = temporaryFolder();
    expect((await galley(['init', '--yes'], {}, folder)).code).toBe(2);
    expect(existsSync(join(folder, '.galley.yml'))).toBe(false);
  });
});

interface Checkup {
  readonly checks: readonly { name: string; state: string; detail: string; fix: string }[];
  readonly speed: { readonly linesPerMinute: number } | null;
}

describe('galley doctor', { concurrent: true }, () => {
  it('all well: what a review would use, and how fast it is', async () => {
    const run = await galley(['doctor'], { GALLEY_SERVER: server.url });
    expect(run.code, run.stdout).toBe(0);
    expect(run.stdout).toMatch(/ready\b/);
    expect(run.stdout).not.toMatch(/\bFAIL\b|\u001b|undefined|NaN/);
    for (const name of ['git', 'config', 'server', 'window', 'schema', 'logprobs', 'speed', 'gpu'])
      expect(run.stdout).toMatch(new RegExp(` ${name} `));
    expect(run.stdout.replace(/\s+/g, ' ')).toMatch(/reviews about \d+ changed lines a minute/);
  });

  it('is no wider than a terminal of 80 columns', async () => {
    const run = await galley(['doctor'], { GALLEY_SERVER: deadServer });
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('FAIL');
    // But for what somebody may copy: a path stays whole.
    const lines = run.stdout.split('\n').filter((line) => !line.includes(' repository '));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([
    ['no server', { GALLEY_SERVER: deadServer }, /ollama serve/],
    ['another model', { GALLEY_MODEL: 'nope:7b' }, /ollama pull nope:7b/],
    ['a wrong setting', { GALLEY_FAIL_ON: 'never' }, /galley config validate/],
    ['a foreign host', { GALLEY_SERVER: 'http://10.255.255.1:1' }, /--allow-host 10\.255\.255\.1/],
  ])('--json: %s is one failure with one fix', async (_, env, fix) => {
    const run = await galley(['doctor', '--json'], { GALLEY_SERVER: server.url, ...env });
    expect(run.code).toBe(2);
    const failed = (JSON.parse(run.stdout) as Checkup).checks.filter((check) => check.state === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.fix).toMatch(fix);
    expect(failed[0]?.fix.trim().split('\n')).toHaveLength(1);
  });

  it('outside of a repository still looks at the rest', async () => {
    const run = await galley(['doctor', '--json'], { GALLEY_SERVER: server.url }, temporaryFolder());
    expect(run.code, run.stdout).toBe(0);
    const { checks } = JSON.parse(run.stdout) as Checkup;
    expect(checks.find((check) => check.name === 'repository')?.state).toBe('warning');
    const [sandbox, limits] = ['sandbox', 'limits'].map((name) =>
      checks.find((check) => check.name === name),
    );
    // Without a sandbox nothing is run that could be limited.
    if (sandbox?.state === 'ok') expect(limits?.detail).toMatch(/cgroups and a watchdog$|a watchdog \(.+\)$/);
    else expect(limits).toBeUndefined();
  });
});

describe('galley models', { concurrent: true }, () => {
  it('lists what is installed and marks what would be used', async () => {
    const run = await galley(['models'], { GALLEY_SERVER: server.url });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/^\* qwen2\.5-coder:1\.5b /m);
    const json = await galley(['models', '--json'], { GALLEY_SERVER: server.url });
    expect(JSON.parse(json.stdout)).toMatchObject([{ name: 'qwen2.5-coder:1.5b' }]);
  });

  it('without a server says how to start one', async () => {
    const run = await galley(['models']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('ollama serve');
  });
});

describe('galley config', { concurrent: true }, () => {
  it('print --why tells where each value comes from', async () => {
    const repository = sampleRepository({ '.galley.yml': 'maxFindings: 3\nfailOn: warning\n' });
    const args = ['config', 'print', '--why', '--fail-on', 'info'];
    const run = await galley(args, { GALLEY_CONCURRENCY: '2' }, repository.root);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/maxFindings.*3.*\.galley\.yml:1/);
    expect(run.stdout).toMatch(/failOn.*info.*--fail-on/);
    expect(run.stdout).toMatch(/concurrency.*2.*GALLEY_CONCURRENCY/);
    expect(run.stdout).toMatch(/keepAlive.*default/);
  });

  it('validate: 0, or 2 with every problem', async () => {
    const repository = sampleRepository({ '.galley.yml': 'maxFindings: 0\nfial: 1\n' });
    const run = await galley(['config', 'validate'], {}, repository.root);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('.galley.yml:1');
    expect(run.stderr).toContain('.galley.yml:2');
    expect((await galley(['config', 'validate'])).code).toBe(0);
  });

  it('schema takes what config print prints of a repository file', async () => {
    const { stdout } = await galley(['config', 'schema']);
    const schema = JSON.parse(stdout) as object;
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate({ maxFindings: 3 })).toBe(true);
    expect(validate({ server: 'http://127.0.0.1:1' })).toBe(false);
  });
});

describe('galley cache', () => {
  it('counts what a review kept, and clears it', async () => {
    const own = galleyAt(temporaryFolder());
    const { root: cwd } = stagedRepository();
    expect((await own(['cache', 'stats'], { cwd })).stdout).toMatch(/^0 replies.* no folder /);
    await own(['review', '--server', server.url], { cwd });
    expect((await own(['cache', 'stats'], { cwd })).stdout).toMatch(/^1 reply, .* in /);
    const before = server.prompts.length;
    await own(['review', '--server', server.url], { cwd });
    expect(server.prompts.length).toBe(before);
    expect(await own(['cache', 'clear'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^1 reply deleted/) as string,
    });
    expect((await own(['cache', 'stats'], { cwd })).stdout).toMatch(/^0 replies, .* in /);
  });

  it('a folder that is none is named, not counted as empty', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const name of ['stats', 'clear']) {
      const run = await galley(['cache', name, '--cache-directory', file]);
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toMatch(/^galley: Can't use .*file as a cache folder\n/);
    }
    const missing = await galley(['cache', 'stats', '--cache-directory', join(root, 'nope')]);
    expect(missing.code).toBe(0);
    expect(missing.stdout).toContain(`no folder ${join(root, 'nope')}`);
  });
});
