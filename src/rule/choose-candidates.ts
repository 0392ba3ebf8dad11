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
    (rule) => rule.languages.includes(language) && isWorthIt(rule.hints, added) && looksAt(rule, path),
  );
}

/** True when one of the hints stands in the text, or there are none: see {@link Rule.hints}. */
export function isWorthIt(hints: readonly string[], added: string): boolean {
  return hints.length === 0 || hints.some((hint) => holds(hint, added));
}

function holds(hint: string, added: string): boolean {
  if (!isExpression(hint)) return added.includes(hint);
  let expression = expressions.get(hint);
  if (expression === undefined) expressions.set(hint, (expression = new RegExp(hint.slice(1, -1), 'm')));
  return expression.test(added);
}

/** `/.../`: JavaScript's words, lines by `m`. */
export function isExpression(hint: string): boolean {
  return hint.length > 2 && hint.startsWith('/') && hint.endsWith('/');
}

const expressions = new Map<string, RegExp>();

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
