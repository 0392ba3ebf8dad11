import picomatch from 'picomatch/posix.js';

/** A regular expression of few stars over a short path ends soon, whoever wrote both. */
const mostStars = 4;
const longestGlob = 400;
const longestPath = 256;

/**
 * Whether a glob of a repository's configuration matches a path: `*`, `**`, `?`, `[a]`, `{a,b}`. One without a slash is
 * about names in any folder. No for globs that could keep a matcher busy.
 *
 * @param path from the folder of the configuration
 */
export function matchGlob(glob: string, path: string): boolean {
  if (glob.length > longestGlob || path.length > longestPath) return false;
  // Brackets would be groups of a regular expression.
  if (/[()]/.test(glob) || starsInRow(glob) > mostStars) return false;
  const basename = !glob.includes('/');
  const options = { dot: true, nonegate: true, noextglob: true, basename } as const;
  return picomatch(glob.replace(/^\.?\//, ''), options)(path);
}

/** Runs of stars that one path can meet: of `{a,b}` the alternative with most of them. */
function starsInRow(glob: string): number {
  const open: { before: number; most: number }[] = [];
  let stars = 0;
  for (const [mark] of glob.matchAll(/\*+|[{,}]/g)) {
    const group = open.at(-1);
    if (mark === '{') {
      open.push({ before: stars, most: 0 });
      stars = 0;
    } else if (mark.startsWith('*')) stars++;
    else if (group !== undefined) {
      group.most = Math.max(group.most, stars);
      stars = 0;
      if (mark === '}') {
        open.pop();
        stars = group.before + group.most;
      }
    }
  }
  return open.reduce((sum, { before, most }) => sum + before + most, stars);
}
