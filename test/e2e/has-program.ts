import { execFile } from 'node:child_process';

/** True when the program can be started and exits with 0. */
export function hasProgram(name: string, args: readonly string[] = ['--version']): Promise<boolean> {
  return new Promise((resolve) => execFile(name, args, (error) => resolve(error === null)));
}
