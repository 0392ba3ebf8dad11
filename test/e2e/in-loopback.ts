import { hasProgram } from './has-program.ts';

/** Wrapper that runs a command in a network namespace of its own, where only the loopback is up. */
export const inLoopback = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] as const;

/** False where the system does not let a user make one. */
export function canIsolate(): Promise<boolean> {
  return hasProgram('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']);
}
