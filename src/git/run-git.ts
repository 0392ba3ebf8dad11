import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { GalleyError } from '../errors.ts';
import { printable } from '../safety/printable.ts';
import { explainGitFailure } from './explain-git-failure.ts';
import { gitEnvironment, type Environment, type Transport } from './git-environment.ts';

export interface GitOptions {
  /** Working directory of the process. */
  readonly cwd: string;
  /** The caller's environment; what of it reaches git is decided by `gitEnvironment`. */
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
  /** Bytes for its stdin; without it stdin is empty. */
  readonly input?: string | Buffer;
  /** Most bytes of stdout; more is an error. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Most milliseconds it may run. Default 2 minutes. */
  readonly timeoutMs?: number;
  /** Goes on when a terminal interrupts this process: for what must not stop half-way. Not on Windows. */
  readonly isDetached?: boolean;
  /** The one way by which this command may reach another host; without it none. */
  readonly transport?: Transport;
  /** Called once for each process started. */
  readonly onProcess?: ((args: readonly string[]) => void) | undefined;
}

export interface GitResult {
  /** Exit status; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>;

const mebibyte = 1024 * 1024;
const maxStderr = 64 * 1024;

/**
 * Before every subcommand. A repository can come from anywhere, with its `.git/config`: none of the commands such
 * a file can name may run (filters: see `disable-filters.ts`; external diffs and textconv: `diff-options.ts`).
 */
const guards = [
  '--no-pager',
  // A path given by the user is a name, never a pattern.
  '--literal-pathspecs',
  // Empty, not `false`: git before 2.36 takes any word for a command.
  ...['-c', 'core.fsmonitor='],
  ...['-c', `core.hooksPath=${devNull}`],
  ...['-c', 'core.pager=cat'],
  ...['-c', 'core.sshCommand=false'],
  ...['-c', 'credential.helper='],
  ...['-c', 'log.showSignature=false'],
  // Warnings about line endings are not for us, and `true` would make them failures.
  ...['-c', 'core.safecrlf=false'],
];

/**
 * The stdout of one git command.
 *
 * Throws GalleyError: `git-missing`, `not-a-repository`, `git-failed` (exit status other than 0, too much output,
 * too long), `interrupted`.
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const result = await tryGit(args, options);
  if (result.code !== 0) throw explainGitFailure({ args, cwd: options.cwd, ...result });
  return result.stdout;
}

/** As {@link runGit}, for commands whose failure is an answer: any exit status is returned. */
export async function tryGit(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const child = startGit(args, options);
  const maxBytes = options.maxBytes ?? 256 * mebibyte;
  const timeoutMs = options.timeoutMs ?? 120_000;
  return new Promise((resolve, reject) => {
    let failure: GalleyError | undefined;
    const stop = (error: GalleyError) => {
      failure ??= error;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(tooSlow(args, timeoutMs)), timeoutMs);
    const onAbort = () => stop(interrupted());
    options.signal?.addEventListener('abort', onAbort, { once: true });
    const stdout = collect(child.stdout, maxBytes, () => stop(tooMuch(args, maxBytes)));
    const stderr = collect(child.stderr, maxStderr, () => {});
    child.on('error', (error) => {
      failure ??= cannotStart(error, options.cwd);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      if (failure) reject(failure);
      else resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    // Git may end before it has read everything; its exit status tells why.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** A git process with all guards in place, for callers that talk with it. Throws `interrupted` when too late. */
export function startGit(args: readonly string[], options: GitOptions): GitProcess {
  if (options.signal?.aborted) throw interrupted();
  options.onProcess?.(args);
  return spawn('git', [...guards, ...args], {
    cwd: options.cwd,
    env: gitEnvironment(options.env, options.transport),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // There it would open a console of its own.
    detached: options.isDetached === true && process.platform !== 'win32',
  });
}

/** Why a process did not start: a missing folder gives the same ENOENT as a missing git. */
export function cannotStart(error: Error, cwd: string): GalleyError {
  const missing = 'code' in error && error.code === 'ENOENT';
  if (missing && !existsSync(cwd)) {
    return new GalleyError('unreadable-file', { what: `There is no folder ${printable(cwd, 300)}` });
  }
  if (missing) {
    return new GalleyError('git-missing', {
      what: 'git was not found',
      why: 'There is no `git` in the PATH',
      todo: 'Install git 2.25 or later (https://git-scm.com/downloads), or review a diff file: galley review --diff FILE',
    });
  }
  return new GalleyError('git-failed', {
    what: 'git could not be started',
    why: error.message,
    cause: error,
  });
}

/** Keeps at most `limit` bytes of a stream and reads on, so that its process never blocks. */
function collect(stream: Readable, limit: number, onOverflow: () => void): Buffer[] {
  const parts: Buffer[] = [];
  let size = 0;
  stream.on('data', (part: Buffer) => {
    size += part.length;
    if (size <= limit) parts.push(part);
    else onOverflow();
  });
  return parts;
}

function interrupted(): GalleyError {
  return new GalleyError('interrupted', { what: 'Stopped while reading from git' });
}

function tooMuch(args: readonly string[], maxBytes: number): GalleyError {
  return new GalleyError('git-failed', {
    what: `git ${args[0] ?? ''} printed more than ${Math.round(maxBytes / mebibyte)} MiB`,
    why: 'The change is too large to be read at once',
    todo: 'Name the paths to review: galley review src/',
  });
}

function tooSlow(args: readonly string[], timeoutMs: number): GalleyError {
  return new GalleyError('git-failed', {
    what: `git ${args[0] ?? ''} took longer than ${timeoutMs / 1000} s`,
    isRetryable: true,
  });
}
