import picomatch from 'picomatch/posix.js';
import type { Rule } from './rule.ts';

/** A file as far as it tells which rules are worth trying. */
export interface FileText {
  readonly path: string;
  readonly language: string;
  readonly text: string;
  /** The text of all added lines. */
  readonly added: string;
}

/**
 * The rules worth trying on a file: of its language, not switched off by a glob, with one of their hints in the added text
 * and all they need in the file. A file without candidates need not be parsed.
 */
export function chooseCandidates(rules: readonly Rule[], { path, language, text, added }: FileText): Rule[] {
  if (added === '') return [];
  return rules.filter(
    (rule) => rule.languages.includes(language) && isWorthIt(rule, text, added) && looksAt(rule, path),
  );
}

/** See {@link Rule.hints} and {@link Rule.needs}. */
export function isWorthIt(
  { hints, needs }: Pick<Rule, 'hints' | 'needs'>,
  text: string,
  added = text,
): boolean {
  const isHinted = hints.length === 0 || hints.some((hint) => holds(hint, added));
  return isHinted && needs.every((need) => holds(need, text));
}

function holds(hint: string, text: string): boolean {
  if (!isExpression(hint)) return text.includes(hint);
  let expression = expressions.get(hint);
  if (expression === undefined) expressions.set(hint, (expression = new RegExp(hint.slice(1, -1), 'm')));
  return expression.test(text);
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
