import { chown, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** `nobody` on Linux; any number that is not root will do, it need not exist. */
const plainUser = 65_534;

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
