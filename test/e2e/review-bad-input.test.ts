import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Script } from '../doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { galleyAt, startSink, temporaryFolder, type Run, type RunOptions } from './galley-process.ts';
import { defect, reports, sampleRepository, silent, stagedRepository } from './sample-change.ts';

const home = temporaryFolder();
const galley = galleyAt(home);
const staged = stagedRepository();
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ replies: [reports(defect), silent] });
});
afterAll(() => server.close());

type Options = Partial<RunOptions>;

function review(args: readonly string[], options: Options = {}): Promise<Run> {
  return galley(['review', ...args], { cwd: staged.root, ...options });
}

/** One screen that says what is wrong and what to do; never a stack trace. */
function expectExplained(run: Run, code: number, ...words: readonly (string | RegExp)[]): void {
  const told = run.stderr + run.stdout;
  expect(run.code, told).toBe(code);
  expect(told).not.toMatch(/^\s+at |internal error|undefined|\[object/m);
  expect(told.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
  // Lines may be broken anywhere between words.
  const flat = told.replace(/\s+/g, ' ');
  for (const word of words) expect(typeof word === 'string' ? flat : told).toMatch(word);
}

/** A run against a server of its own. */
async function withServer<T>(script: Script, use: (server: ModelServer) => Promise<T>): Promise<T> {
  const own = await startModelServer(script);
  try {
    return await use(own);
  } finally {
    await own.close();
  }
}

describe('a change that cannot be read', { concurrent: true }, () => {
  it('not a repository', async () => {
    expectExplained(await review([], { cwd: temporaryFolder() }), 2, /not inside a git repo/, /git init/);
  });

  it('an unknown ref, with the nearest name', async () => {
    expectExplained(await review(['--base', 'mian']), 2, '"mian"', 'Did you mean main?');
    expectExplained(await review(['topic...HEAD']), 2, '"topic"');
  });

  it('a shallow clone without the merge base, with the command that fetches it', async () => {
    const origin = sampleRepository();
    origin.git('switch', '-q', '-c', 'topic');
    origin.commit({ 'a.dart': 'var a = 1;\n' });
    origin.commit({ 'a.dart': 'var a = 2;\n' });
    const folder = temporaryFolder();
    const url = `file://${origin.root}`;
    const clone = (...args: string[]): void =>
      void execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
    clone('clone', '-q', '--depth', '1', '--branch', 'topic', '--no-single-branch', url, '.');
    expectExplained(await review(['--base', 'origin/main'], { cwd: folder }), 2, /git fetch/);
    expectExplained(await review(['--base', 'no-such-branch'], { cwd: folder }), 2, /git fetch/);
  });

  it('a diff file that is missing, a folder, broken, or of a merge', async () => {
    const folder = temporaryFolder();
    const combined =
      'diff --cc a.txt\nindex 1,2..3\n--- a/a.txt\n+++ b/a.txt\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n';
    expectExplained(await review(['--diff', join(folder, 'none')]), 2, 'none', 'no such file');
    expectExplained(await review(['--diff', folder]), 2, 'EISDIR');
    expectExplained(await review(['--diff', '-'], { stdin: 'no diff at all\n' }), 2, 'git diff');
    expectExplained(await review(['--diff', '-'], { stdin: combined }), 2, /combined|merge/);
    const cut = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n a\n';
    expectExplained(await review(['--diff', '-'], { stdin: cut }), 2, /line \d/);
  });

  it('an empty diff is no error', async () => {
    expectExplained(await review(['--diff', '-'], { stdin: '' }), 0, 'nothing to review');
  });

  it('a path that is not there', async () => {
    expectExplained(await review(['no/such/file']), 2, 'no/such/file');
  });

  it('contradicting and unknown flags', async () => {
    expectExplained(await review(['--staged', '--commit', 'HEAD']), 2, '--staged and --commit');
    expectExplained(await review(['--diff', '-', 'a.ts']), 2, '--diff');
    expectExplained(await review(['--stagde']), 2, '--staged');
    expectExplained(await review(['--fail-on', 'fatal']), 2, '--fail-on', 'warning');
    expectExplained(await galley(['reveiw'], { cwd: staged.root }), 2, 'review');
  });
});

describe('a configuration that cannot be used', { concurrent: true }, () => {
  const configured = (text: string): Options => {
    const repository = sampleRepository({ '.galley.yml': text });
    return { cwd: repository.root };
  };

  it('names file, line and key', async () => {
    const bad = configured('model: a\nmaxFindings: many\n');
    expectExplained(await review(['--no-model'], bad), 2, '.galley.yml:2', 'maxFindings', 'many');
    const typo = configured('maxFinding: 3\n');
    expectExplained(await review(['--no-model'], typo), 2, '.galley.yml:1', 'maxFindings');
    expectExplained(await review(['--no-model'], configured('a: [\n')), 2, '.galley.yml');
  });

  it('does not let a repository say where code is sent', async () => {
    expectExplained(
      await review([], configured('server: http://127.0.0.1:1\n')),
      2,
      '.galley.yml:1',
      'server',
    );
  });

  it('names an unknown variable, and a missing --config', async () => {
    const env = { GALLEY_MODLE: 'x' };
    expectExplained(await review(['--no-model'], { env }), 2, 'GALLEY_MODLE', 'GALLEY_MODEL');
    expectExplained(await review(['--config', '/no/such.yml']), 2, '/no/such.yml', '--config');
  });
});

describe('a server or model that cannot be used', { concurrent: true }, () => {
  it('server down: rules still speak, and two lines say how to get one', async () => {
    const repository = sampleRepository();
    repository.write('a.dart', '<<<<<<< HEAD\n');
    const run = await review(['--fail-on', 'none'], { cwd: repository.root });
    expectExplained(run, 3, 'Merge conflict marker', /^No model: .*\n^To do: +\S/m, 'a.dart');
    expect(run.stdout).not.toContain('clean');
  });

  it('model missing: the pull command', async () => {
    const run = await review(['--server', server.url, '--model', 'nope:1b']);
    expectExplained(run, 3, 'ollama pull nope:1b', 'incomplete');
  });

  it('a window too small for one request: exit 2 with the least that will do', async () => {
    const small = await review(['--server', server.url, '--window', '1024']);
    expectExplained(small, 2, 'window of 1024 tokens', 'at least 1884', 'flag --window', '--window 1884');
    const large = ['--window', '4096', '--prompt-tokens', '5000'];
    expectExplained(await review(['--server', server.url, ...large]), 2, 'at least 5384');
    expectExplained(await review(['--server', server.url, '--window', '1884']), 1, '1 finding');
  });

  it('a model that only embeds: exit 2, one that can review, and no prompt was sent', async () => {
    const models = [
      { name: 'nomic-embed-text:latest', capabilities: ['embedding'] },
      { name: 'qwen2.5-coder:1.5b', capabilities: ['completion'] },
    ];
    await withServer({ models }, async (own) => {
      const run = await review(['--server', own.url, '--model', 'nomic-embed-text']);
      expectExplained(run, 2, 'nomic-embed-text:latest', 'embedding', '--model qwen2.5-coder:1.5b');
      expect(own.prompts).toEqual([]);
    });
  });

  it('a model file that is missing, a folder, or no GGUF: exit 2', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'weights.gguf');
    writeFileSync(file, 'PK and what follows');
    const missing = await review(['--model-file', join(folder, 'none.gguf')]);
    expectExplained(missing, 2, `no model file ${join(folder, 'none.gguf')}`, '--model-file');
    expectExplained(await review(['--model-file', folder]), 2, 'It is a folder');
    expectExplained(await review(['--model-file', file]), 2, 'is not a GGUF file');
    expect(missing.stderr).not.toContain('ends in .gguf');
  });

  it('an API key that no header can hold: exit 2, named and not shown', async () => {
    const run = await review(['--server', server.url], { env: { GALLEY_API_KEY: 'sesame\nopen' } });
    expectExplained(run, 2, 'GALLEY_API_KEY');
    expect(run.stderr).not.toContain('sesame');
  });

  it('an address with a password: exit 2, and the password is not shown', async () => {
    const env = { GALLEY_SERVER: 'https://ci:s3cr3tT0ken99@models.corp.example' };
    for (const run of [await review([], { env }), await galley(['doctor'], { cwd: staged.root, env })]) {
      expectExplained(run, 2, 'GALLEY_SERVER', 'models.corp.example', 'without user name, password');
      expect(run.stdout + run.stderr).not.toContain('s3cr3t');
    }
  });

  it.each([
    ['named so', { models: [{ name: 'big:cloud' }] }, ['--model', 'big:cloud']],
    ['behind a local port', { fault: { kind: 'remote-host' } } as const, ['--model', 'qwen2.5-coder:1.5b']],
  ])('a cloud model %s: exit 2, and no prompt was sent', async (_, script, args) => {
    await withServer(script, async (own) => {
      const run = await review(['--server', own.url, ...args]);
      expectExplained(run, 2, /not local|cloud|runs (on|else)/i);
      expect(own.prompts).toEqual([]);
      expect(own.requests.map((request) => request.rawBody).join()).not.toContain('sum');
    });
  });

  it('a host that is not this one: exit 2, whatever named it, and no byte was sent', async () => {
    const named = [
      review(['--server', 'http://10.255.255.1:11434']),
      review([], { env: { GALLEY_SERVER: 'http://10.255.255.1:11434' } }),
      review([], { env: { GALLEY_SERVER: undefined, OLLAMA_HOST: '10.255.255.1' } }),
    ];
    for (const run of await Promise.all(named)) {
      expectExplained(run, 2, 'Nothing was sent', '--allow-host 10.255.255.1');
    }
  });

  it.each(['*', '/api/chat'])('a redirect of %s is not followed', async (on) => {
    const sink = await startSink();
    await withServer({ fault: { kind: 'redirect', on, location: `${sink.url}/api/chat` } }, async (own) => {
      const run = await review(['--server', own.url, '--no-cache']);
      expectExplained(run, 3, 'incomplete', /redirect|other address|elsewhere/i);
    });
    expect(sink.hits()).toBe(0);
    await sink.close();
  });

  it('an API key that is wanted or wrong', async () => {
    await withServer({ apiKey: 'right' }, async (own) => {
      expectExplained(await review(['--server', own.url]), 3, 'GALLEY_API_KEY');
    });
  });
});

describe('places that cannot be written', { concurrent: true }, () => {
  it('a full disk: the report goes to standard output, exit 2', async (ctx) => {
    if (process.platform !== 'linux') ctx.skip('needs /dev/full');
    const run = await review(['--server', server.url, '--format', 'json=/dev/full', '--format', 'sarif']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('ENOSPC');
    expect(run.stdout).toContain('"schemaVersion"');
    expect(run.stdout).toContain('"$schema"');
  });

  it('a closed standard output loses no file', async () => {
    const file = join(temporaryFolder(), 'review.json');
    const run = await review(['--server', server.url, '--format', `json=${file}`], {
      onStart: (child) => child.stdout?.destroy(),
    });
    expectExplained(run, 2, 'Standard output was closed');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('verdict', 'findings');
  });

  it('a cache that cannot be written costs one warning, no review', async () => {
    const file = join(temporaryFolder(), 'not-a-folder');
    writeFileSync(file, '');
    const run = await review(['--server', server.url, '--cache-directory', join(file, 'cache')]);
    expectExplained(run, 1, '1 finding', 'cache');
    expect(run.stderr.split('\n').filter((line) => /cache/.test(line))).toHaveLength(1);
  });
});
