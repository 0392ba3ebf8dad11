import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hasProgram } from '../has-program.ts';

const run = promisify(execFile);

/** Wrapper that runs a command with a small file system of its own, in memory, at a folder. */
export function withSmallDisk(folder: string, megabytes: number): readonly string[] {
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=700 none "$0" && exec "$@"`;
  return ['unshare', '-rm', 'sh', '-c', mount, folder];
}

/** Wrapper that runs a command that can read a folder and not write it. */
export function readOnly(folder: string): readonly string[] {
  const mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"';
  return ['unshare', '-rm', 'sh', '-c', mount, folder];
}

/** False where the system does not let a user mount. */
export function canMount(): Promise<boolean> {
  return hasProgram('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']);
}

/** Runs a line of shell where a process that was started with `withSmallDisk` sees its files. */
export async function insideOf(pid: number, line: string): Promise<void> {
  const enter = ['-t', String(pid), '-m', '-U', '--preserve-credentials'];
  await run('nsenter', [...enter, 'sh', '-c', line]);
}

/** Whether a process may write to files: those that it has open cannot be made read-only by a mount. */
export async function letWrite(pid: number, may: boolean): Promise<void> {
  await run('prlimit', [`--pid=${pid}`, `--fsize=${may ? 'unlimited' : '0'}:unlimited`]);
}
