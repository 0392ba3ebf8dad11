import { execFile } from 'node:child_process';
import { findProgram } from './find-program.ts';

export interface BubblewrapProgram {
  /** Absolute. */
  readonly program: string;
  readonly isRecent: boolean;
}

/** Undefined: not installed, or it cannot be started. */
export async function findBubblewrap(path: string): Promise<BubblewrapProgram | undefined> {
  const program = findProgram('bwrap', path);
  if (program === undefined) return undefined;
  const help = await new Promise<string>((resolve) => {
    execFile(program, ['--help'], { env: {}, timeout: 5_000 }, (_, stdout) => resolve(stdout));
  });
  if (!help.includes('--die-with-parent')) return undefined;
  return { program, isRecent: help.includes('--size') && help.includes('--disable-userns') };
}
