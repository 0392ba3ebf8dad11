import picomatch from 'picomatch/posix.js';
import type { FileChange } from './change.ts';
import { excludedByName } from './exclude-by-name.ts';
import { excludedByText, largerThan } from './exclude-by-text.ts';

/** What is known about a file beside its diff. */
export interface ExclusionFacts {
  /**
   * From `.gitattributes`: `linguist-generated`, `linguist-vendored` (an explicit false overrules our own tables), and
   * whether `diff` is unset.
   */
  readonly attributes?: {
    readonly generated?: boolean;
    readonly vendored?: boolean;
    readonly undiffed?: boolean;
  };
  /** The whole head file, where it could be read. */
  readonly headText?: string;
}

export interface ExclusionPolicy {
  /** Globs over paths, as in `.gitignore`: without a slash they match a name in any directory, `!` takes back. */
  readonly excludeGlobs: readonly string[];
  /** Largest file to review; compared with the head file, or with its hunks where that is unknown. */
  readonly maxFileBytes: number;
  /** Longest line of a hunk to review, in bytes. */
  readonly maxLineBytes?: number;
}

/**
 * Why policy keeps this file from review, in words for people (`lock file`), or undefined when it is to be reviewed.
 *
 * A deleted file is excluded: nothing of it is left to anchor on. A file that only lost lines is reviewed: the check
 * that is gone may be the bug.
 */
export function exclusionOf(
  file: FileChange,
  facts: ExclusionFacts,
  policy: ExclusionPolicy,
): string | undefined {
  const glob = lastMatch(policy.excludeGlobs, file.path);
  if (glob !== undefined) return `${chosen} "${glob}"`;
  return (
    excludedByKind(file, policy) ??
    excludedByName(file, facts.attributes ?? {}) ??
    excludedByText(file, facts, policy)
  );
}

const chosen = 'excluded by';

/** True for a reason that stands in the configuration (`exclude`); false for what tables, attributes or a text say. */
export function isChosen(exclusion: string): boolean {
  return exclusion.startsWith(`${chosen} "`);
}

const symlink = '120000';

function excludedByKind(file: FileChange, { maxFileBytes }: ExclusionPolicy): string | undefined {
  if (file.submodule) return 'submodule';
  if (file.binary) return 'binary';
  if (file.status === 'deleted') return 'deleted file';
  if (file.headMode === symlink) return 'symbolic link';
  if (file.unread !== undefined)
    return (file.unread.bytes ?? 0) > maxFileBytes ? largerThan(maxFileBytes) : undefined;
  if (file.hunks.length > 0) return undefined;
  return file.status === 'added' ? 'empty file' : 'no content change';
}

/** The last glob that says something about the path decides; undefined when it takes back, or none matches. */
function lastMatch(globs: readonly string[], path: string): string | undefined {
  return globs.reduce<string | undefined>((found, glob) => {
    const isNegated = glob.startsWith('!');
    if (!matcherOf(isNegated ? glob.slice(1) : glob)(path)) return found;
    return isNegated ? undefined : glob;
  }, undefined);
}

const matchers = new Map<string, (path: string) => boolean>();

/** Compiled once a glob: a change of 300 files asks 300 times. */
function matcherOf(glob: string): (path: string) => boolean {
  const known = matchers.get(glob);
  if (known !== undefined) return known;
  const rooted = glob.replace(/^\.?\//, '');
  const whole = rooted.endsWith('/') ? `${rooted}**` : rooted;
  const matcher = picomatch(whole, { dot: true, nonegate: true, basename: !glob.includes('/') });
  matchers.set(glob, matcher);
  return matcher;
}
