import { existsSync } from 'node:fs';

/** Devices that programs count on; all others stay outside. */
export const deviceFiles = ['null', 'zero', 'full', 'random', 'urandom'].map((name) => `/dev/${name}`);

/**
 * Parts of /proc through which the owner of the machine changes it, root of a namespace included as long as it is the
 * same user: they are made read-only, as bubblewrap and container engines do.
 */
export function kernelSwitches(): string[] {
  return ['sys', 'sysrq-trigger', 'irq', 'bus']
    .map((name) => `/proc/${name}`)
    .filter((path) => existsSync(path));
}
