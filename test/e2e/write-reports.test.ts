import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { sampleRepository, stagedRepository } from './sample-change.ts';

const galley = galleyAt(temporaryFolder());

function review(cwd: string, ...args: string[]): Promise<Run> {
  return galley(['review', '--no-model', ...args], { cwd });
}

describe('reports in files', { concurrent: true }, () => {
  it('a link that the change brought is replaced, and its target left alone', async () => {
    const precious = join(temporaryFolder(), 'precious');
    writeFileSync(precious, 'precious\n');
    const repository = sampleRepository();
    const { root } = repository;
    repository.git('switch', '-q', '-c', 'topic');
    symlinkSync(precious, join(root, 'galley.sarif'));
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'a link');
    const run = await review(root, '--base', 'main', '--format', 'sarif=galley.sarif');
    expect(run.code, run.stderr).toBe(0);
    expect(readFileSync(precious, 'utf8')).toBe('precious\n');
    expect(lstatSync(join(root, 'galley.sarif')).isFile()).toBe(true);
    expect(JSON.parse(readFileSync(join(root, 'galley.sarif'), 'utf8'))).toHaveProperty('runs');
  });

  it('a folder that is a link out of the repository is refused, and the report not lost', async () => {
    const outside = temporaryFolder();
    const { root } = stagedRepository();
    symlinkSync(outside, join(root, 'reports'));
    const run = await review(root, '--format', 'json=reports/review.json');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('leads out of the repository');
    expect(readdirSync(outside)).toEqual([]);
    expect(run.stdout).toContain('"schemaVersion"');
  });

  it('who reads the old report reads it to its end; the new one keeps the mode and leaves nothing beside it', async () => {
    const { root } = stagedRepository();
    const folder = temporaryFolder();
    const file = join(folder, 'review.json');
    writeFileSync(file, 'old\n');
    chmodSync(file, 0o640);
    const reader = openSync(file, 'r');
    const run = await review(root, '--format', `json=${file}`);
    expect(run.code, run.stderr).toBe(0);
    expect(readFileSync(reader, 'utf8')).toBe('old\n');
    closeSync(reader);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('verdict');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['review.json']);
  });

  it('where nothing can be written nothing is left', async () => {
    const { root } = stagedRepository();
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'review.json'));
    const run = await review(root, '--format', `json=${join(folder, 'review.json')}`);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/The system says E\w+/);
    expect(readdirSync(folder)).toEqual(['review.json']);
  });

  it('standard output by its name, and a named pipe, are written as they are', async () => {
    const { root } = stagedRepository();
    const named = await galley(['review', '--no-model', '--format', 'json=/dev/stdout'], {
      cwd: root,
      wrapper: ['sh', '-c', '"$@" | cat', 'sh'],
    });
    expect(named.stdout, named.stderr).toContain('"schemaVersion"');
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const read = await galley(['review', '--no-model', '--format', `json=${pipe}`], {
      cwd: root,
      // The reader gives up when nobody writes.
      wrapper: ['sh', '-c', 'timeout 20 cat "$0" & "$@" > /dev/null; wait', pipe],
    });
    expect(read.stdout, read.stderr).toContain('"schemaVersion"');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('two formats for one file are refused before anything is read', async () => {
    const { root } = stagedRepository();
    symlinkSync('.', join(root, 'here'));
    for (const second of ['a.out', './a.out', join(root, 'a.out'), 'here/a.out']) {
      const run = await review(root, '--format', 'json=a.out', '--format', `sarif=${second}`);
      expect(run, second).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toContain('json and sarif');
    }
    expect(readdirSync(root)).not.toContain('a.out');
  });
});
