import type { LineRange } from '../../change/outline-lines.ts';
import type { SyntaxMatch, SyntaxRule } from '../../rule/syntax-rule.ts';
import { isAnywhere, matchesOf, regionOf, type Region } from './find-matches.ts';
import type { Grammars, SgNode } from './sg-node.ts';

export interface Matcher {
  match(request: MatcherRequest): Promise<MatcherAnswer>;
}

export interface MatcherRequest {
  readonly language: string;
  readonly text: string;
  readonly rules: readonly NumberedRule[];
  /** Undefined: matches anywhere count. */
  readonly lines: readonly LineRange[] | undefined;
  /** Whether the tree's errors are to be counted. */
  readonly countErrors: boolean;
}

/** The same number always stands for the same rule. */
export interface NumberedRule {
  readonly number: number;
  readonly syntax: SyntaxRule;
}

export interface MatcherAnswer {
  readonly known: boolean;
  readonly build: 'native' | 'wasm';
  readonly found: readonly { readonly number: number; readonly matches: readonly SyntaxMatch[] }[];
  /** Rules that the engine does not understand in this language, with its words. */
  readonly broken: readonly { readonly number: number; readonly reason: string }[];
  /** Rules above the time limit: their matches here are given, but they are not to be asked again. */
  readonly slow: readonly { readonly number: number; readonly ms: number }[];
  /** Undefined unless they were to be counted. */
  readonly errors: number | undefined;
}

export interface MatcherOptions {
  /** The build of ast-grep for a language; undefined: none knows it. */
  readonly grammarsOf: (language: string) => Promise<Grammars | undefined>;
  /** Milliseconds a rule and text on the native build. */
  readonly limitMs: number;
  /** Starts to measure; the answer tells the milliseconds since. */
  readonly startTimer: () => () => number;
}

/** Runs rules over one text after the other. */
export function createMatcher({ grammarsOf, limitMs, startTimer }: MatcherOptions): Matcher {
  const checked = new Map<string, string>();

  function reasonBroken(grammars: Grammars, language: string, { number, syntax }: NumberedRule): string {
    const key = `${language} ${number}`;
    let reason = checked.get(key);
    if (reason === undefined) {
      reason = tryRule(grammars, language, syntax);
      checked.set(key, reason);
    }
    return reason;
  }

  return {
    async match({ language, text, rules, lines, countErrors }) {
      const grammars = await grammarsOf(language);
      if (!grammars)
        return { found: [], broken: [], slow: [], errors: undefined, known: false, build: 'native' };
      const tree = grammars.parse(language, sourceFor(grammars, text, rules));
      try {
        const broken = rules.flatMap((rule) => {
          const reason = reasonBroken(grammars, language, rule);
          return reason === '' ? [] : [{ number: rule.number, reason }];
        });
        const sound = rules.filter(({ number }) => !broken.some((one) => one.number === number));
        const limit = limitMs * grammars.slowness;
        // Walking is cheap for the native build, looking for the way is not.
        const timed = matchAll(
          sound,
          regionOf(tree.root, grammars.build === 'wasm' ? lines : undefined),
          lines,
          limit,
          startTimer,
        );
        return {
          known: true,
          build: grammars.build,
          found: timed.map(({ number, matches }) => ({ number, matches: withTexts(matches, text) })),
          broken,
          slow: timed.filter(({ ms }) => ms > limit).map(({ number, ms }) => ({ number, ms })),
          errors: countErrors ? errorsIn(tree.root) : undefined,
        };
      } finally {
        tree.free();
      }
    },
  };
}

const astral = /[\u{10000}-\u{10ffff}]/gu;

/**
 * What is parsed: one unit for one unit keeps every position. A zero byte ends the input for some scanners. The
 * WebAssembly build counts characters where it transforms, and UTF-16 units where it does not: a letter in place of
 * each unit of a surrogate pair makes both the same.
 */
function sourceFor({ build }: Grammars, text: string, rules: readonly NumberedRule[]): string {
  const source = text.replaceAll('\0', ' ');
  const isMiscounted = build === 'wasm' && rules.some(({ syntax }) => syntax.transform !== undefined);
  return isMiscounted ? source.replace(astral, '\u3400\u3400') : source;
}

interface TimedMatches {
  readonly number: number;
  readonly matches: readonly SyntaxMatch[];
  readonly ms: number;
}

/**
 * One walk tells whether any of the plain rules holds, which is rare: then each is asked by itself, as are those with
 * utilities and constraints, whose names could clash. When that walk alone takes longer than one rule may, each rule is
 * asked and timed as well.
 */
function matchAll(
  rules: readonly NumberedRule[],
  region: Region,
  lines: readonly LineRange[] | undefined,
  limit: number,
  startTimer: () => () => number,
): TimedMatches[] {
  const plain = rules.filter(({ syntax }) => syntax.utils === undefined && syntax.constraints === undefined);
  const elapsed = startTimer();
  const isBlank =
    plain.length > 1 &&
    !isAnywhere(
      plain.map(({ syntax }) => syntax),
      region,
    ) &&
    elapsed() <= limit;
  return rules.map((rule) => {
    const since = startTimer();
    const matches = isBlank && plain.includes(rule) ? [] : matchesOf(rule.syntax, region, lines);
    return { number: rule.number, matches, ms: since() };
  });
}

/** What the engine says against the rule; empty when it understands it. */
function tryRule(grammars: Grammars, language: string, syntax: SyntaxRule): string {
  const tree = grammars.parse(language, '');
  try {
    tree.root.findAll(syntax);
    return '';
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    return (
      told
        .replace(/\s*\n\s*\|?(?:->)?\s*/g, ' ')
        .trim()
        .slice(0, 300) || 'not understood'
    );
  } finally {
    tree.free();
  }
}

/** Nodes that the parser could not place, and those it made up: they have no text. */
function errorsIn(root: SgNode): number {
  const found = root.findAll({ rule: { any: [{ kind: 'ERROR' }, { regex: '^$' }] } }).length;
  // An empty file is one empty node.
  return root.text() === '' ? found - 1 : found;
}

/** Nothing that was made from a surrogate pair is given: see sourceFor. */
function withTexts(matches: readonly SyntaxMatch[], text: string): SyntaxMatch[] {
  return matches.map((match) => {
    const captures = Object.entries(match.captures).map(([name, capture]) => {
      return [name, { ...capture, text: text.slice(capture.start, capture.end) }] as const;
    });
    const isPlain = captures.every(([, capture]) => capture.text.search(astral) < 0);
    return {
      ...match,
      captures: Object.fromEntries(captures),
      transformed: isPlain ? match.transformed : {},
    };
  });
}
