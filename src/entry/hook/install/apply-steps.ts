import { chmod, mkdir, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { tryGit, type GitOptions } from '../../../git/run-git.ts';
import { GalleyError } from '../../../errors.ts';
import { replaceFile } from '../../cli/replace-file.ts';
import type { Step } from './plan-install.ts';

/** Makes the changes, in order. Throws GalleyError `cannot-write`, `unsafe-path`, `git-failed`. */
export async function applySteps(
  steps: readonly Step[],
  root: string,
  git: Omit<GitOptions, 'cwd'>,
): Promise<void> {
  for (const step of steps) {
    if (step.kind === 'config') await configure(step, { ...git, cwd: root });
    else await write(step, root);
  }
}

async function write(step: Extract<Step, { kind: 'write' }>, root: string): Promise<void> {
  const path = isAbsolute(step.path) ? step.path : join(root, step.path);
  try {
    if (step.after === undefined) return await rm(path);
    await mkdir(dirname(path), { recursive: true });
    await replaceFile(path, step.after, isAbsolute(step.path) ? undefined : root);
    if (step.isExecutable) await chmod(path, 0o755);
  } catch (cause) {
    if (cause instanceof GalleyError) throw cause;
    throw new GalleyError('cannot-write', {
      what: `Can't write ${step.path}`,
      why: `The system says ${(cause as NodeJS.ErrnoException).code ?? 'error'}.`,
      cause,
    });
  }
}

async function configure({ key, value }: Extract<Step, { kind: 'config' }>, git: GitOptions): Promise<void> {
  const args = value === undefined ? ['--unset-all', key] : [key, value];
  const { code, stderr } = await tryGit(['config', '--local', ...args], git);
  // Not there: nothing to take away.
  if (code === 0 || (value === undefined && code === 5)) return;
  throw new GalleyError('git-failed', { what: `git config ${key} failed`, why: stderr.trim().slice(0, 300) });
}
