import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startModelServer } from '../../doubles/model-server/start-model-server.ts';
import { galleyAt, temporaryFolder } from '../../e2e/galley-process.ts';
import { reports as reportsLine, sampleRepository, silent } from '../../e2e/sample-change.ts';

const formats = 'json jsonl sarif rdjson github gitlab checkstyle junit markdown agent'.split(' ');

/** Made here, so that no scanner takes this file for a leak. */
const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const cloudKey = `AKIA${'QZ7PXM5KLW3RTVB2'}`;
const password = 'correct7horse-Battery';

/** Contents of all files below a folder. */
function contentsOf(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
}

describe('credentials', { concurrent: true }, () => {
  it('in a change reach no prompt, cache, log, report', async () => {
    const home = temporaryFolder();
    const reports = temporaryFolder();
    const repository = sampleRepository({
      'old.dart': `var key = "${cloudKey}";\nvar a = 1;\nvar url = "https://me:${password}@example.org/";\n`,
    });
    // One on an added line, one on a line that goes, one on a line that stays, one in the subject.
    repository.write('old.dart', `var a = 2;\nvar url = "https://me:${password}@example.org/";\n`);
    repository.write('new.dart', `var token = "${token}";\n`);
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', `use ${token}`);
    const quote = 'var token = "[masked:github-token]";';
    const server = await startModelServer({ replies: [reportsLine(quote), silent] });
    const targets = formats.flatMap((format) => ['--format', `${format}=${join(reports, format)}`]);
    const args = ['review', '--commit', 'HEAD', '--server', server.url, '--profile', ...targets];
    const run = await galleyAt(home)(args, { cwd: repository.root, env: { GALLEY_LOG: 'debug' } });
    await server.close();
    expect(run.code, run.stderr).toBe(1);
    expect(run.stdout).toContain('This line adds a GitHub token');
    expect(run.stdout).toContain('[masked:github-token]');
    expect(readdirSync(reports)).toHaveLength(formats.length);
    const places = {
      stdout: run.stdout,
      stderr: run.stderr,
      requests: server.requests.map((request) => JSON.stringify(request)).join('\n'),
      home: contentsOf(home),
      ...Object.fromEntries(formats.map((format) => [format, readFileSync(join(reports, format), 'utf8')])),
    };
    expect(server.prompts.length).toBeGreaterThan(1);
    for (const [place, text] of Object.entries(places)) {
      for (const secret of [token, cloudKey, password]) {
        expect(text.includes(secret), `${secret.slice(0, 4)}… in ${place}`).toBe(false);
      }
    }
  });

  const key = 'operator-key-7f3a9c';

  it('of the operator reach the model server, and no child, output or file', async () => {
    const home = temporaryFolder();
    const bin = temporaryFolder();
    const seen = join(bin, 'seen');
    const git = execFileSync('which', ['git']).toString().trim();
    writeFileSync(
      join(bin, 'git'),
      `#!/bin/sh\n{ env; printf '%s\\n' "$@"; } >> '${seen}'\nexec '${git}' "$@"\n`,
    );
    chmodSync(join(bin, 'git'), 0o755);
    const repository = sampleRepository();
    repository.write('a.dart', 'var a = 1;\n');
    const server = await startModelServer({ apiKey: key });
    const env = {
      PATH: `${bin}:${process.env['PATH']}`,
      GALLEY_API_KEY: key,
      GALLEY_SERVER: server.url,
      GALLEY_LOG: 'debug',
    };
    const runs = [];
    for (const args of [
      ['review', '--format', 'json'],
      ['config', 'print'],
      ['config', 'print', '--why'],
      ['doctor', '--json'],
      ['models', '--json'],
    ]) {
      const run = await galleyAt(home)(args, { cwd: repository.root, env });
      expect(run.code, run.stderr).toBe(0);
      runs.push(run);
    }
    await server.close();
    expect(server.prompts.length).toBeGreaterThan(0);
    expect(server.requests.every((request) => request.headers['authorization'] === `Bearer ${key}`)).toBe(
      true,
    );
    const children = readFileSync(seen, 'utf8');
    expect(children).toContain('PATH=');
    expect(children).not.toContain(key);
    expect(children).not.toContain('GALLEY_');
    expect(JSON.stringify(runs)).not.toContain(key);
    expect(contentsOf(home)).not.toContain(key);
  });

  it('of the operator are not repeated when they are wrong', async () => {
    const server = await startModelServer({ apiKey: 'another' });
    const env = { GALLEY_API_KEY: key, GALLEY_LOG: 'debug' };
    const repository = sampleRepository();
    repository.write('a.dart', 'var a = 1;\n');
    const run = await galleyAt(temporaryFolder())(['review', '--server', server.url], {
      cwd: repository.root,
      env,
    });
    await server.close();
    expect(run.code).toBe(3);
    expect(run.stdout + run.stderr).not.toContain(key);
  });
});

describe('the code under review', () => {
  it('stays out of logs, errors, and files that outlive the run', async () => {
    const canary = 'canary_5d1f08';
    const home = temporaryFolder();
    const temporary = temporaryFolder();
    const repository = sampleRepository();
    repository.write('a.dart', `var ${canary} = 1;\n`);
    repository.write('b.dart', `var ${canary}_b = 1;\n`);
    const server = await startModelServer({
      replies: [
        { when: `+var ${canary}_b`, text: '{', fault: { kind: 'error-mid-stream' } },
        { when: 'File ', text: '{"findings":[]}' },
      ],
    });
    const run = await galleyAt(home)(['review', '--server', server.url], {
      cwd: repository.root,
      env: { GALLEY_LOG: 'debug', TMPDIR: temporary },
    });
    await server.close();
    expect(run.code, run.stderr).toBe(3);
    expect(server.prompts.some((prompt) => prompt.text.includes(canary))).toBe(true);
    expect(run.stderr).toContain('debug:');
    for (const text of [run.stdout, run.stderr, contentsOf(home), contentsOf(temporary)]) {
      expect(text).not.toContain(canary);
    }
    expect(readdirSync(temporary)).toEqual([]);
  });
});
