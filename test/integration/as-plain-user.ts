import { readFileSync } from 'node:fs';
import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** `nobody` on Linux; any number that is not root will do, it need not exist. */
export const plainUser = 65_534;

/**
 * Why {@link asPlainUser} cannot work here: root of a user namespace that knows no other user. Undefined where it can.
 */
export function noPlainUser(): string | undefined {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return undefined;
  const ranges = readFileSync('/proc/self/uid_map', 'utf8').trim().split('\n');
  const isMapped = ranges.some((range) => {
    const [first = 0, , count = 0] = range.trim().split(/\s+/).map(Number);
    return first <= plainUser && plainUser < first + count;
  });
  return isMapped ? undefined : 'no plain user in this user namespace';
}

/**
 * Does the work as someone whom file permissions stop. Root, whom they do not, hands over `folder` with all in it and
 * steps down until the work is done.
 */
export async function asPlainUser(folder: string, work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  const inside = await readdir(folder, { recursive: true });
  for (const name of ['.', ...inside]) await chown(join(folder, name), plainUser, plainUser);
  process.seteuid?.(plainUser);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}
