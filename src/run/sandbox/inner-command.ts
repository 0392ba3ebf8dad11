import type { SandboxCommand } from './sandbox.ts';

/** Descriptor on which a wrapped command says that its sandbox stands. */
export const readyDescriptor = 3;

/** What dash, bash and busybox count the limit of a file's size in. */
const fileBlock = 512;

/**
 * The command with what is set from inside: no core dumps, no file above the disk limit, and a sign that the sandbox
 * stands, so that its own failures are not taken for those of the command.
 *
 * @param isInit it is process 1 of a namespace, and must stay to reap what others leave behind
 */
export function innerCommand({ argv, limits }: SandboxCommand, isInit: boolean): string[] {
  const blocks = Math.ceil(limits.diskBytes / fileBlock);
  const start = `unset OLDPWD; ulimit -c 0; ulimit -f ${blocks}; echo >&${readyDescriptor}; exec ${readyDescriptor}>&-`;
  const script = isInit ? `${start}; "$@"; exit $?` : `${start}; exec "$@"`;
  return ['/bin/sh', '-c', script, 'sh', ...argv];
}
