import { existsSync } from 'node:fs';

/** Devices that programs count on; all others stay outside. */
export const deviceFiles = ['null', 'zero', 'full', 'random', 'urandom'].map((name) => `/dev/${name}`);

/**
 * Parts of /proc through which the owner of the machine changes it. Root may write to most of them without any
 * capability, in a user namespace too as long as it is the same user outside: they are made read-only, as container
 * engines do. (bubblewrap leaves /proc/sys as it is.)
 */
export function kernelSwitches(): string[] {
  const names = ['acpi', 'bus', 'fs', 'irq', 'mtrr', 'scsi', 'sys', 'sysrq-trigger'];
  return names.map((name) => `/proc/${name}`).filter((path) => existsSync(path));
}
