import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real repository in a folder of its own. */
export interface TestRepository {
  readonly root: string;
  readonly git: (...args: string[]) => string;
  readonly write: (path: string, content: string | Buffer) => void;
  /** Writes, stages and commits; returns the commit id. */
  commit(files: Readonly<Record<string, string | Buffer>>, message?: string): string;
  /** Changes when any byte of the index does. */
  indexHash(): string;
}

export function makeFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'galley-git-')));
}

export function makeRepository(root = makeFolder(), ...initOptions: string[]): TestRepository {
  execFileSync('git', ['init', '-q', '-b', 'main', ...initOptions, root]);
  return openRepository(root);
}

export function openRepository(root: string): TestRepository {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  const write = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  return {
    root,
    git,
    write,
    commit(files, message = 'a commit') {
      for (const [path, content] of Object.entries(files)) write(path, content);
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD').trim();
    },
    indexHash() {
      const index = join(root, git('rev-parse', '--git-path', 'index').trim());
      return existsSync(index) ? createHash('sha256').update(readFileSync(index)).digest('hex') : 'none';
    },
  };
}
