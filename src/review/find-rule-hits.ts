import type { FileChange } from '../change/change.ts';
import { languageOf } from '../change/chunk-language.ts';
import type { LineRange } from '../change/outline-lines.ts';
import { addedRuns, addedText, type AddedRun } from '../rule/added-lines.ts';
import { chooseCandidates } from '../rule/choose-candidates.ts';
import { fillMessage } from '../rule/fill-message.ts';
import { lineOfMatch, suggestibleLines } from '../rule/place-match.ts';
import { factsOf, proveFix } from '../rule/prove-fix.ts';
import type { RuleEngine, SkippedRule } from '../rule/rule-engine.ts';
import type { Rule } from '../rule/rule.ts';
import type { SyntaxMatch } from '../rule/syntax-rule.ts';

/** A rule's match that the change is to blame for. */
export interface RuleHit {
  readonly rule: Rule;
  /** Lines of the head file, all in one hunk, at least one of them added. */
  readonly lines: LineRange;
  /** With what the variables captured; still to be sanitised. */
  readonly message: string;
  /** In place of exactly these lines, proved to parse; undefined: no fix, or none that could be proved. */
  readonly replacement: string | undefined;
}

/** A rule that was not tried on a file, or only in part. */
export interface SkippedOnFile {
  /** Undefined: none could be tried, the text could not be parsed. */
  readonly rule: Rule | undefined;
  readonly path: string;
  readonly reason: SkippedRule['reason'];
  readonly text: string;
}

export interface FileHits {
  readonly hits: readonly RuleHit[];
  readonly skipped: readonly SkippedOnFile[];
}

/** Most fixes that are proved for one file: each is parsed once more, and nobody reads more of them. */
const mostFixes = 20;

/**
 * Runs the rules over one file; a file without a candidate costs no parse. At most one hit a rule and line.
 *
 * @param text the head file, credentials masked
 */
export async function findRuleHits(
  file: FileChange,
  text: string,
  rules: readonly Rule[],
  engine: RuleEngine,
): Promise<FileHits> {
  const language = languageOf(file.path);
  const candidates = chooseCandidates(rules, { path: file.path, language, text, added: addedText(file) });
  if (candidates.length === 0) return { hits: [], skipped: [] };
  const lines = addedRuns(file);
  const { matches, skipped } = await engine.match({
    language,
    text,
    rules: candidates.map(({ syntax }) => syntax),
    lines: lines.map(({ first, last }) => ({ first, last })),
  });
  const hits: RuleHit[] = [];
  for (const [index, rule] of candidates.entries()) {
    const placed = placeAll(rule, matches[index] ?? [], lines);
    const before =
      rule.fix !== undefined && placed.length > 0 ? await factsOf(rule, language, text, engine) : undefined;
    for (const { match, line } of placed) {
      const isProved =
        before !== undefined && hits.filter((hit) => hit.replacement !== undefined).length < mostFixes;
      const fixed = isProved ? await proveFix(rule, match, language, text, before, engine) : undefined;
      const whole = fixed && isWhole(fixed.replacement) ? suggestibleLines(fixed.lines, lines) : undefined;
      hits.push({
        rule,
        lines: whole ?? { first: line, last: line },
        message: fillMessage(rule.message, match),
        replacement: whole && fixed?.replacement,
      });
    }
  }
  const [unparsed] = skipped.filter(({ reason }) => reason === 'language');
  const told = skipped.flatMap((one) => tellSkipped(one, candidates, file.path, language));
  return { hits, skipped: unparsed ? [{ ...unparsed, rule: undefined, path: file.path }] : told };
}

interface PlacedMatch {
  readonly match: SyntaxMatch;
  readonly line: number;
}

/** Outer matches come first: what they hold on the same line says the same again. */
function placeAll(rule: Rule, matches: readonly SyntaxMatch[], lines: readonly AddedRun[]): PlacedMatch[] {
  const byLine = new Map<number, PlacedMatch>();
  for (const match of matches) {
    const line = lineOfMatch(rule, match, lines);
    if (line !== undefined && !byLine.has(line)) byLine.set(line, { match, line });
  }
  return [...byLine.values()];
}

/** Where a credential was masked nobody knows any more what stood there. */
function isWhole(replacement: string): boolean {
  return !replacement.includes('[masked:');
}

/** A rule for a family of languages may name what only the first of them has; that is no fault. */
function tellSkipped(
  { index, reason, text }: SkippedRule,
  candidates: readonly Rule[],
  path: string,
  language: string,
): SkippedOnFile[] {
  const rule = candidates[index];
  if (rule === undefined) return [];
  return reason === 'broken' && rule.languages[0] !== language ? [] : [{ rule, path, reason, text }];
}
