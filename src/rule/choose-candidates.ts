import picomatch from 'picomatch/posix.js';
import type { Rule } from './rule.ts';

/**
 * The rules worth trying on a file: of its language, not switched off by a glob, and with one of their hints in the
 * added text. A file without candidates need not be parsed.
 */
export function chooseCandidates(
  rules: readonly Rule[],
  path: string,
  language: string,
  added: string,
): Rule[] {
  if (added === '') return [];
  return rules.filter(
    (rule) =>
      rule.languages.includes(language) &&
      (rule.hints.length === 0 || rule.hints.some((hint) => added.includes(hint))) &&
      looksAt(rule, path),
  );
}

function looksAt({ files, ignores }: Rule, path: string): boolean {
  return (files.length === 0 || isMatch(files, path)) && !isMatch(ignores, path);
}

function isMatch(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => matcherOf(glob)(path));
}

const matchers = new Map<string, (path: string) => boolean>();

/** As ast-grep reads them: from the root of the repository, with or without `./`. Compiled once. */
function matcherOf(glob: string): (path: string) => boolean {
  const known = matchers.get(glob);
  if (known !== undefined) return known;
  const matcher = picomatch(glob.replace(/^\.?\//, ''), { dot: true, nonegate: true });
  matchers.set(glob, matcher);
  return matcher;
}
