import type { SandboxCommand } from './sandbox.ts';

/** Descriptor on which a wrapped command says that its sandbox stands. */
export const readyDescriptor = 3;

/** How a command is started from inside. */
export interface InnerOptions {
  /** It is process 1 of a namespace, and must stay to reap what others leave behind. */
  readonly isInit: boolean;
  /** Its processes are counted apart from all others of the user, so that the kernel can limit them. */
  readonly isCounted: boolean;
}

/** What dash, bash and busybox count the limit of a file's size in. */
const fileBlock = 512;

/**
 * The command with what is set from inside: no core dumps, no file above the disk limit, and a sign that the sandbox
 * stands, so that its own failures are not taken for those of the command.
 */
export function innerCommand(
  { argv, limits }: SandboxCommand,
  { isInit, isCounted }: InnerOptions,
): string[] {
  const blocks = Math.ceil(limits.diskBytes / fileBlock);
  const most = threadLimit(limits.processes);
  // One letter in bash, another in dash and busybox.
  const count = isCounted ? `ulimit -u ${most} 2> /dev/null || ulimit -p ${most} 2> /dev/null; ` : '';
  const start = `unset OLDPWD; ulimit -c 0; ulimit -f ${blocks}; ${count}echo >&${readyDescriptor}; exec ${readyDescriptor}>&-`;
  const script = isInit ? `${start}; "$@"; exit $?` : `${start}; exec "$@"`;
  return ['/bin/sh', '-c', script, 'sh', ...argv];
}

/** The kernel counts threads, of which Node has about a dozen. Far above what is watched, far below what hurts. */
export function threadLimit(processes: number): number {
  return Math.max(320, processes * 16);
}
