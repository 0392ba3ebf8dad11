import type { SandboxCommand } from './sandbox.ts';

/** Descriptor on which a wrapped command says that its sandbox stands. */
export const readyDescriptor = 3;

/** How a command is started from inside. */
export interface InnerOptions {
  /** It is process 1 of a namespace, and must stay to reap what others leave behind. */
  readonly isInit: boolean;
  /** Its processes are counted apart from all others of the user, so that the kernel can limit them. */
  readonly isCounted: boolean;
  /** Set here and not outside, but for those that the command sets itself. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What dash, bash and busybox count the limit of a file's size in. */
const fileBlock = 512;

/**
 * The command with what is set from inside: no core dumps, no file above the disk limit, and a sign that the sandbox
 * stands, so that its own failures are not taken for those of the command.
 */
export function innerCommand(
  { argv, env, limits }: SandboxCommand,
  { isInit, isCounted, variables = {} }: InnerOptions,
): string[] {
  const blocks = Math.ceil(limits.diskBytes / fileBlock);
  const most = threadLimit(limits.processes);
  // One letter in bash, another in dash and busybox.
  const count = isCounted ? `ulimit -u ${most} 2> /dev/null || ulimit -p ${most} 2> /dev/null; ` : '';
  const set = Object.entries(variables).filter(([name]) => isSettable(name) && !(name in env));
  const take = 'while [ "$1" != -- ]; do export "$1"; shift; done; shift; ';
  const start = `${take}unset OLDPWD; ulimit -c 0; ulimit -f ${blocks}; ${count}echo >&${readyDescriptor}; exec ${readyDescriptor}>&-`;
  const script = isInit ? `${start}; "$@"; exit $?` : `${start}; exec "$@"`;
  return ['/bin/sh', '-c', script, 'sh', ...set.map(([name, value]) => `${name}=${value}`), '--', ...argv];
}

/** A name that a shell takes, and not one of those that are the sandbox's own. */
function isSettable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !['HOME', 'TMPDIR', 'PWD', 'OLDPWD', 'IFS'].includes(name);
}

/** The kernel counts threads, of which Node has about a dozen. Far above what is watched, far below what hurts. */
export function threadLimit(processes: number): number {
  return Math.max(320, processes * 16);
}
