import { brokenDiff } from './broken-diff.ts';
import type { RawFile } from './raw-file.ts';
import { commonSuffix, splitCommand } from './split-command.ts';

/** The names of one file on both sides, without prefix, as bytes. Equal unless the file was renamed or copied. */
export interface Names {
  readonly base: string;
  readonly head: string;
}

interface Prefixes {
  readonly base: string;
  readonly head: string;
}

/**
 * Settles the names of every file.
 *
 * parse-diff reads them from `diff --git a/x b/x` with a pattern that fails for spaces, ` b/` inside a name, quotes,
 * and every prefix but one letter, and takes time that grows with the square of the line. Here the exact lines come
 * first (`rename from`, `copy to`), then `---` and `+++`, then the command line; prefixes are taken off by what both
 * names, and the renames of the same diff, tell about them.
 *
 * @throws GalleyError `broken-diff` when no name is left.
 */
export function resolvePaths(files: readonly RawFile[]): Names[] {
  const learned = learnPrefixes(files);
  return files.map((file) => {
    const names = file.kind === 'git' ? gitNames(file, learned) : plainNames(file);
    if (names.base === '' || names.head === '') throw brokenDiff(file.line, 'A file has no name.');
    return names;
  });
}

function gitNames(file: RawFile, learned: Prefixes | undefined): Names {
  if (file.exactBase !== undefined && file.exactHead !== undefined) {
    return { base: file.exactBase, head: file.exactHead };
  }
  const [base, head] = splitCommand(file);
  const names = stripLearned(base, head, learned) ?? stripPrefixes(base, head);
  return names ?? { base, head };
}

/** `diff -u` compares any two files: names that share nothing are those of one file and its backup. */
function plainNames(file: RawFile): Names {
  const { baseName: base, headName: head } = file;
  if (base === undefined || head === undefined) {
    const name = withoutLetter(base, 'a/') ?? withoutLetter(head, 'b/') ?? '';
    return { base: name, head: name };
  }
  const names = stripPrefixes(base, head);
  if (names !== undefined && names.base === names.head) return names;
  const [left, right] = [names?.base ?? base, names?.head ?? head];
  const name = right.startsWith(left) ? left : right;
  return { base: name, head: name };
}

function withoutLetter(name: string | undefined, prefix: string): string | undefined {
  return name?.startsWith(prefix) === true ? name.slice(prefix.length) : name;
}

/** Prefixes of git itself: the default, `--no-index`, `diff.mnemonicPrefix`; either way round for `-R`. */
const letterPairs = new Set(['ab', 'ba', 'iw', 'wi', 'ci', 'ic', 'cw', 'wc', 'ow', 'wo', '12', '21']);

/** Undefined when the names share no whole component: then they are two different names without prefix. */
function stripPrefixes(base: string, head: string): Names | undefined {
  // diff.noprefix, or prefixes that are alike: nothing in the diff could tell them from a directory.
  if (base === head) return { base, head };
  if (base.charAt(1) === '/' && head.charAt(1) === '/' && letterPairs.has(base.charAt(0) + head.charAt(0))) {
    return { base: base.slice(2), head: head.slice(2) };
  }
  const slash = base.indexOf('/', base.length - commonSuffix(base, head));
  if (slash < 0 || slash + 1 === base.length) return undefined;
  const name = base.slice(slash + 1);
  return { base: name, head: name };
}

function stripLearned(base: string, head: string, learned: Prefixes | undefined): Names | undefined {
  if (learned === undefined || !base.startsWith(learned.base) || !head.startsWith(learned.head))
    return undefined;
  const name = base.slice(learned.base.length);
  return name === head.slice(learned.head.length) ? { base: name, head: name } : undefined;
}

/** A rename or copy with edits names both files with prefix and without: the difference holds for the whole diff. */
function learnPrefixes(files: readonly RawFile[]): Prefixes | undefined {
  for (const { exactBase, exactHead, baseName, headName } of files) {
    if (exactBase === undefined || exactHead === undefined) continue;
    if (baseName?.endsWith(exactBase) !== true || headName?.endsWith(exactHead) !== true) continue;
    return {
      base: baseName.slice(0, baseName.length - exactBase.length),
      head: headName.slice(0, headName.length - exactHead.length),
    };
  }
  return undefined;
}
