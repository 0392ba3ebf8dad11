import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Real git over the bare repositories of a folder. Repositories are named by their full name `owner/name`. */
export interface Git {
  /** Path of the bare repository. */
  readonly path: (repository: string) => string;
  /** Runs git; the caller looks at the exit code. */
  readonly attempt: (
    repository: string,
    args: readonly string[],
    input?: string | Buffer,
  ) => Promise<GitResult>;
  /** Runs git and gives its standard output; throws when it fails. */
  readonly run: (repository: string, args: readonly string[], input?: string | Buffer) => Promise<Buffer>;
}

/** Settings of nobody's machine take part, and no hook, filter or external diff of a repository runs. */
const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@github.example',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.example',
  GIT_TERMINAL_PROMPT: '0',
};

export function openGit(folder: string): Git {
  const path = (repository: string): string => join(folder, `${repository}.git`);
  const attempt: Git['attempt'] = (repository, args, input) =>
    new Promise((resolve, reject) => {
      const child = spawn(
        'git',
        ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0', '--git-dir', path(repository), ...args],
        { env: environment, cwd: folder },
      );
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.on('error', reject);
      child.on('close', (code) =>
        resolve({ code: code ?? 1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') }),
      );
      // A command that fails early closes its input: its exit code says so, the broken pipe adds nothing.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input ?? '');
    });
  return {
    path,
    attempt,
    async run(repository, args, input) {
      const { code, stdout, stderr } = await attempt(repository, args, input);
      if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
      return stdout;
    },
  };
}
