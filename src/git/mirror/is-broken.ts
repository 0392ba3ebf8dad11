import { readdir } from 'node:fs/promises';
import { isGalleyError } from '../../errors.ts';
import { tryGit, type GitOptions } from '../run-git.ts';

/** Looking takes no longer than fetching it anew would. */
const timeoutMs = 60_000;

/**
 * Whether a mirror itself is why something failed, and not its forge: a process that was killed left a lock or half a
 * file. Asked by whoever holds the folder, so that each lock in it is left over.
 */
export async function isBroken(
  folder: string,
  { env, signal, onProcess }: Pick<GitOptions, 'env' | 'onProcess'> & { readonly signal: AbortSignal },
): Promise<boolean> {
  const names = await readdir(folder, { recursive: true }).catch(() => undefined);
  if (names === undefined) return false;
  if (names.some((name) => name.endsWith('.lock'))) return true;
  try {
    const args = ['fsck', '--connectivity-only', '--no-dangling', '--no-progress'];
    const { code } = await tryGit(args, { cwd: folder, env, signal, timeoutMs, onProcess });
    return code !== 0;
  } catch (error) {
    if (isGalleyError(error) && ['git-failed', 'not-a-repository'].includes(error.code)) return true;
    throw error;
  }
}
