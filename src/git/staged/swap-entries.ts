import { explainGitFailure } from '../explain-git-failure.ts';
import { tryGit, type GitOptions } from '../run-git.ts';

/** One entry of an index that is to hold another blob. */
export interface Swap {
  /** From the root. */
  readonly path: string;
  /** Full blob ids; both objects exist. */
  readonly from: string;
  readonly to: string;
}

/**
 * `swapped`: all of them. Else none: `stale`, since an entry is not what it was; `locked`, since another process holds
 * the index.
 */
export type SwapResult = 'swapped' | 'stale' | 'locked';

/**
 * Compares and sets entries in one step: git takes its lock, reads the index, compares every blob id with `from`, and writes all
 * or nothing. Neither stage, mode nor any other entry changes.
 *
 * That is what `git apply --cached` does with patches of binary files: it takes their new side by its id where the object exists. A
 * patch that is cut, since this process was killed while it wrote, is refused or holds whole files only. (`update-index` does not
 * compare: what an editor stages between a look and the writing would be lost.)
 *
 * Throws `git-failed`, with nothing written.
 *
 * @param git names the index in its environment
 */
export async function swapEntries(swaps: readonly Swap[], git: GitOptions): Promise<SwapResult> {
  const args = ['apply', '--cached', '--whitespace=nowarn', '-'];
  const input = swaps.map(toPatch).join('');
  const result = await tryGit(args, { ...git, input, isDetached: true });
  if (result.code === 0) return 'swapped';
  if (/unable to create '[^]*\.lock'/i.test(result.stderr)) return 'locked';
  if (/does not match the current contents|does not exist in index|patch does not apply/i.test(result.stderr))
    return 'stale';
  throw explainGitFailure({ args, cwd: git.cwd, ...result });
}

/** Without a mode, that of the entry stays. */
function toPatch({ path, from, to }: Swap): string {
  const [a, b] = [quote(`a/${path}`), quote(`b/${path}`)];
  return `diff --git ${a} ${b}\nindex ${from}..${to}\nBinary files ${a} and ${b} differ\n`;
}

/** As git's `quote_c_style` does; bytes above ASCII may stand for themselves. */
function quote(name: string): string {
  const escaped = name.replace(/["\\\x00-\x1f\x7f]/g, (letter) =>
    letter === '"' || letter === '\\'
      ? `\\${letter}`
      : `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}
