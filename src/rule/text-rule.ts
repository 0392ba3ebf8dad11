import type { FileChange, Hunk, Line } from '../change/change.ts';

/** A defect that one look at an added line decides, in any language and without a parser. */
export interface TextRule {
  /** `galley/...`, stable: users name it to switch it off. */
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly category: 'correctness' | 'security';
  readonly title: string;
  readonly message: string;
  /** True for the text of an added line that shows the defect. */
  matches(text: string): boolean;
}

/** A rule's match on one added line. */
export interface TextRuleHit {
  readonly rule: TextRule;
  /** 1-based line in the head file. */
  readonly line: number;
  readonly quote: string;
}

/** Asks each rule about each added line. In reading order; a rule speaks once a run of neighbouring lines. */
export function checkTextRules(file: FileChange, rules: readonly TextRule[]): TextRuleHit[] {
  return file.hunks.flatMap((hunk) => rules.flatMap((rule) => firstOfEachRun(hunk, rule)));
}

function firstOfEachRun(hunk: Hunk, rule: TextRule): TextRuleHit[] {
  const hits: TextRuleHit[] = [];
  let previous: number | undefined;
  for (const line of hunk.lines) {
    if (!isHit(line, rule)) continue;
    if (previous === undefined || line.headLine !== previous + 1) {
      hits.push({ rule, line: line.headLine, quote: line.text });
    }
    previous = line.headLine;
  }
  return hits;
}

function isHit(line: Line, rule: TextRule): line is Line & { readonly headLine: number } {
  return line.side === 'head' && line.headLine !== undefined && rule.matches(line.text);
}
