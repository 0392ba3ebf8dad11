import type { LineRange } from '../change/outline-lines.ts';
import { readCode } from './refute/code.ts';
import { refuteAwait } from './refute/refute-await.ts';
import { refuteReturn, refuteStyle, refuteSyntax, refuteUnguarded } from './refute/refute-line.ts';
import { refuteUndeclared } from './refute/refute-undeclared.ts';
import { refuteUnused } from './refute/refute-unused.ts';
import type { Remark } from './refute/remark.ts';

/** What a generated claim says. */
export interface ClaimText {
  readonly problem: string;
  /** The line or lines it is about, as they stand in the code. */
  readonly quote: string;
}

/** What is known for certain about the code. */
export interface CodeFacts {
  /** The whole head file; undefined when it cannot be read. */
  readonly headText: string | undefined;
  /** As `languageOf` of src/change names it. */
  readonly language: string;
  /** Where the quote stands in the head file. */
  readonly lines: LineRange;
  /** Whether the head file parses without an error; undefined: not known. */
  readonly parses?: boolean | undefined;
}

/** Longer claims are read to here: what they claim, they say first. */
const mostCharacters = 600;

const checks = [
  refuteSyntax,
  refuteStyle,
  refuteUndeclared,
  refuteUnused,
  refuteAwait,
  refuteReturn,
  refuteUnguarded,
];

/**
 * Why facts that cost next to nothing prove a claim wrong: "x is not defined" of a name that is imported. Undefined when
 * they don't, which says nothing about the claim: whatever is not certain stays unknown, as does a claim that makes
 * several points at once. Reads JavaScript, TypeScript, Python and Go. Never throws.
 */
export function refuteByFacts({ problem, quote }: ClaimText, facts: CodeFacts): string | undefined {
  const text = problem
    .slice(0, mostCharacters)
    .replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .trim();
  if (severalPoints.test(text)) return undefined;
  const [said = ''] = /^.*?(?:[.!?](?=["'`)]? |$)|$)/.exec(text) ?? [];
  const rest = text.slice(said.length).replace(/^["'`)]?\s*/, '');
  if (rest !== '' && !explains.test(rest)) return undefined;
  const { headText, language, lines, parses } = facts;
  const remark: Remark = {
    said,
    language,
    lines,
    code: headText === undefined ? undefined : readCode(headText, language),
    quoted: readCode(quote, language) ?? readCode(balanced(quote), language),
    parses,
  };
  for (const check of checks) {
    const reason = check(remark);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

const severalPoints =
  /\b(?:also|additionally|moreover|furthermore|another|secondly|besides|in addition|as well as)\b|(?:^|\s)[12][.)] /i;

/** A second sentence that says what follows from the first, or what to do. */
const explains =
  /^(?:this|it|that|which|so|thus|therefore|hence|as a result|consequently|you|add|import|use|declare|define|remove|rename|should|please|fix|to fix|instead|make|consider|ensure|await|return|the (?:code|program|function|call|script) (?:will|would|should))\b/i;

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A line such as `foo(() => {` opens what it does not close: what lacks its partner gets one, or goes. */
function balanced(quote: string): string {
  const open: string[] = [];
  let text = '';
  for (const character of quote) {
    const close = closing[character];
    if (close !== undefined) open.push(close);
    const isClosing = character === ')' || character === ']' || character === '}';
    if (!isClosing || open.pop() === character) text += character;
  }
  return `${text}\n${open.reverse().join('')}`;
}
