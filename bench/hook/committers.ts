import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { performance } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './large-repository.ts';

/** What runs before a commit. `bare`: nothing. */
export type Committer = 'bare' | 'galley' | 'lint-staged';

export interface Commit {
  /** Milliseconds from the start of git to its end. */
  readonly ms: number;
  readonly stderr: string;
}

export interface Workplace {
  readonly folder: string;
  /** Lets the commits that follow run these hooks. */
  use(committer: Committer): void;
  /** Runs `git commit`. Throws when it fails. */
  commit(env?: Readonly<Record<string, string>>): Commit;
  /** The same, started: for a server of this very process, and for what is to be interrupted. */
  start(env?: Readonly<Record<string, string>>): ChildProcess;
  /** Milliseconds of `node -e 0` in the same environment. */
  startNode(): number;
  remove(): void;
}

const lintStaged = 'lint-staged@16.4.0';

/**
 * Hooks beside a repository, so that a commit runs one or the other: as `galley hook install` writes it, as lint-staged's own
 * instructions have it, or none.
 */
export function openWorkplace(folder: string, galley: string): Workplace {
  const home = mkdtempSync(join(tmpdir(), 'galley-bench-home-'));
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  chmodSync(galley, 0o755);
  symlinkSync(galley, join(bin, 'galley'));
  symlinkSync(join(installLintStaged(), 'node_modules/.bin/lint-staged'), join(bin, 'lint-staged'));
  const noTask = join(home, 'lint-staged.json');
  // The task is the cheapest program there is.
  writeFileSync(noTask, JSON.stringify({ '*.{ts,tsx,py,go}': 'true' }));
  const scripts = {
    bare: undefined,
    galley: installedHook(folder, galley),
    'lint-staged': `#!/bin/sh\nnode_modules/.bin/lint-staged --quiet --config '${noTask}'\n`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    mkdirSync(join(home, name));
    if (script !== undefined) writeFileSync(join(home, name, 'pre-commit'), script, { mode: 0o755 });
  }
  const options = (env: Readonly<Record<string, string>> = {}) => ({
    cwd: folder,
    env: { ...bare(home), ...env },
  });
  const command = ['commit', '-q', '-m', 'x'];
  return {
    folder,
    use: (committer) => void git(folder, 'config', 'core.hooksPath', join(home, committer)),
    commit(env) {
      const start = performance.now();
      const { status, stderr } = spawnSync('git', command, { ...options(env), encoding: 'utf8' });
      const ms = performance.now() - start;
      if (status !== 0) throw new Error(`git commit ended with ${String(status)}: ${stderr}`);
      return { ms, stderr };
    },
    start: (env) => spawn('git', command, { ...options(env), detached: true }),
    startNode() {
      const start = performance.now();
      spawnSync(process.execPath, ['-e', '0'], options());
      return performance.now() - start;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** As `galley hook install` writes it. */
function installedHook(folder: string, galley: string): string {
  execFileSync(process.execPath, [galley, 'hook', 'install', '--hooks-path', '--yes'], { cwd: folder });
  const script = readFileSync(join(folder, '.githooks/pre-commit'), 'utf8');
  rmSync(join(folder, '.githooks'), { recursive: true });
  return script;
}

/** No settings of the user who measures, and no server: what is asked for must be there. */
function bare(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    GIT_CONFIG_NOSYSTEM: '1',
    LANG: 'C.UTF-8',
    GALLEY_SERVER: 'http://127.0.0.1:9',
    GALLEY_BACKEND: 'ollama',
    // Of one that is not named it would be asked which is the best.
    GALLEY_MODEL: 'qwen2.5-coder:1.5b',
  };
}

/** Kept below the temporary folder: no dependency of this project. */
function installLintStaged(): string {
  const kept = join(tmpdir(), `galley-bench-${lintStaged}`);
  if (existsSync(kept)) return kept;
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-new-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  execFileSync(
    'npm',
    ['install', '--save-exact', '--no-audit', '--no-fund', '--ignore-scripts', lintStaged],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  renameSync(folder, kept);
  return kept;
}
