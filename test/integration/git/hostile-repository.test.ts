import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGitBlobReader } from '../../../src/git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../../src/git/create-git-change-source.ts';
import type { Selection } from '../../../src/git/selection.ts';
import { makeFolder, makeRepository, type TestRepository } from './make-repository.ts';

const signal = new AbortController().signal;

/** Reviews a repository in every way. Failures are fine, running something is not. */
async function readEverything(repository: TestRepository): Promise<string[]> {
  const failures: string[] = [];
  const kinds: Selection[] = [
    { kind: 'staged' },
    { kind: 'working-tree' },
    { kind: 'auto' },
    { kind: 'commit', ref: 'HEAD' },
    { kind: 'base', ref: 'HEAD~1' },
  ];
  for (const selection of kinds) {
    const blobs = createGitBlobReader({ root: repository.root, env: process.env, head: 'working-tree' });
    try {
      const source = await createGitChangeSource({ cwd: repository.root, env: process.env, selection });
      const { files } = await source.read(signal);
      await blobs.attributes(files.map((file) => file.path));
      for (const file of files) {
        await blobs.read(file, 'base', 1e6);
        await blobs.read(file, 'head', 1e6);
      }
    } catch (error) {
      failures.push(String(error));
    } finally {
      await blobs.close();
    }
  }
  return failures;
}

function hostileRepository(): { repository: TestRepository; canary: string; command: string } {
  const repository = makeRepository();
  repository.commit({ 'a.txt': 'one\n', '.gitattributes': '* diff=evil\n*.txt filter=evil\n' });
  repository.commit({ 'a.txt': 'two\n' });
  repository.write('a.txt', 'three\n');
  repository.git('add', 'a.txt');
  repository.write('a.txt', 'four\n');
  repository.write('new.txt', 'new\n');
  const canary = join(makeFolder(), 'canary');
  const script = join(makeFolder(), 'evil.sh');
  writeFileSync(script, `#!/bin/sh\necho "$0 $*" >> '${canary}'\ncat\n`, { mode: 0o755 });
  return { repository, canary, command: script };
}

const commands = [
  'core.fsmonitor',
  'core.pager',
  'core.sshCommand',
  'core.editor',
  'core.askPass',
  'core.gitProxy',
  'core.alternateRefsCommand',
  'pager.diff',
  'pager.rev-parse',
  'diff.external',
  'diff.evil.command',
  'diff.evil.textconv',
  'filter.evil.clean',
  'filter.evil.smudge',
  'filter.evil.process',
  'gpg.program',
  'credential.helper',
  'interactive.diffFilter',
  'sequence.editor',
];

describe('a hostile .git/config', () => {
  test.each(commands)('%s does not run', async (key) => {
    const { repository, canary, command } = hostileRepository();
    repository.git('config', key, command);
    repository.git('config', 'log.showSignature', 'true');
    expect(await readEverything(repository)).toEqual([]);
    expect(existsSync(canary) ? readFileSync(canary, 'utf8') : '').toBe('');
  });

  test('the canary does sing for plain git', () => {
    for (const key of [
      'diff.external',
      'diff.evil.command',
      'diff.evil.textconv',
      'filter.evil.clean',
      'core.fsmonitor',
    ]) {
      const { repository, canary, command } = hostileRepository();
      repository.git('config', key, command);
      try {
        repository.git('diff');
      } catch {
        // Some of them break git: they ran.
      }
      expect(existsSync(canary), key).toBe(true);
    }
  });

  test('hooks do not run', async () => {
    const { repository, canary, command } = hostileRepository();
    for (const hook of [
      'post-index-change',
      'fsmonitor-watchman',
      'reference-transaction',
      'post-checkout',
    ]) {
      writeFileSync(join(repository.root, '.git/hooks', hook), readFileSync(command), { mode: 0o755 });
    }
    expect(await readEverything(repository)).toEqual([]);
    expect(existsSync(canary)).toBe(false);
  });

  test('a filter whose name cannot be switched off is refused', async () => {
    const { repository, canary, command } = hostileRepository();
    repository.write('.gitattributes', '*.txt filter=a=b\n');
    writeFileSync(
      join(repository.root, '.git/config'),
      `${readFileSync(join(repository.root, '.git/config'), 'utf8')}[filter "a=b"]\n\tclean = ${command}\n`,
    );
    const failures = await readEverything(repository);
    expect(failures.join()).toContain('filter that cannot be switched off');
    expect(existsSync(canary)).toBe(false);
  });

  test('an included file and a required filter change nothing', async () => {
    const { repository, canary, command } = hostileRepository();
    const included = join(makeFolder(), 'included');
    writeFileSync(included, `[filter "evil"]\n\tclean = ${command}\n\trequired = true\n`);
    repository.git('config', 'include.path', included);
    expect(await readEverything(repository)).toEqual([]);
    expect(existsSync(canary)).toBe(false);
  });

  test.each(['ext::', 'ssh://evil.invalid/'])(
    'a partial clone fetches nothing through %s',
    async (address) => {
      const { repository, canary, command } = hostileRepository();
      const blob = repository.git('rev-parse', 'HEAD:a.txt').trim();
      repository.git('config', 'core.repositoryFormatVersion', '1');
      repository.git('config', 'extensions.partialClone', 'origin');
      repository.git('config', 'remote.origin.promisor', 'true');
      repository.git('config', 'remote.origin.url', address === 'ext::' ? `ext::${command}` : address);
      repository.git('config', 'remote.origin.uploadpack', command);
      repository.git('config', 'protocol.allow', 'always');
      repository.git('config', 'core.sshCommand', command);
      const { rmSync } = await import('node:fs');
      rmSync(join(repository.root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
      const failures = await readEverything(repository);
      expect(failures.length).toBeGreaterThan(0);
      expect(failures[0]).toContain('partial clone');
      expect(existsSync(canary)).toBe(false);
    },
  );
});
