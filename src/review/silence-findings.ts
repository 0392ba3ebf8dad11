import type { FileChange } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import { addedRuns } from '../rule/added-lines.ts';
import { findIgnoreComments, meansRule, type IgnoreComment } from '../rule/ignore-comments.ts';
import { sanitise } from '../safety/sanitise.ts';
import { buildFinding } from './build-finding.ts';
import type { PreparedFile } from './prepare-files.ts';
import type { SilencedFinding } from './review.ts';
import type { RuleIds } from './run-rules.ts';

/** Findings of the rules in one file, after the comments that silence some of them. */
export interface SilencedFindings {
  /** Those that stand, and one about each comment that had no effect. */
  readonly findings: readonly Finding[];
  readonly silenced: readonly SilencedFinding[];
}

const mostMessageCharacters = 400;

/** What whoever hides something would silence first. A known false alarm is excluded by its path instead. */
const neverSilenced: readonly string[] = ['galley/secret', 'galley/bidi-control'];

/**
 * Applies `galley-ignore-next-line` comments. A comment without a reason, or one that names a rule that had nothing to
 * say about its line, is a finding itself, where the change is to blame: both lines must be looked at to know.
 *
 * @param ids of rules that look at such a file
 */
export function silenceFindings(
  prepared: PreparedFile,
  findings: readonly Finding[],
  ids: RuleIds,
): SilencedFindings {
  const lines = shownTexts(prepared);
  const comments = findIgnoreComments(lines);
  if (comments.length === 0) return { findings, silenced: [] };
  const used = new Map<IgnoreComment, Set<string>>();
  const isSilenced = (finding: Finding): boolean =>
    !neverSilenced.includes(finding.rule) &&
    comments.some((comment) => {
      const written = comment.rules.find((name) => meansRule(name, finding.rule));
      if (comment.reason === '' || written === undefined || !isAbout(comment, finding)) return false;
      used.set(comment, (used.get(comment) ?? new Set<string>()).add(written));
      return true;
    });
  const standing = findings.filter((finding) => !isSilenced(finding));
  const isAdded = addedLinesOf(prepared.file);
  const idle = comments.flatMap((comment) => {
    const text = faultOf(comment, used.get(comment), ids, isAdded);
    return text === undefined ? [] : [idleFinding(prepared, comment, lines, text)];
  });
  const silenced = findings
    .filter((finding) => !standing.includes(finding))
    .flatMap(({ rule, anchor }) =>
      anchor.side === 'file' ? [] : [{ rule, path: anchor.path, line: anchor.startLine }],
    );
  return { findings: [...standing, ...idle], silenced };
}

/** The lines of the head file; where only the diff is known, what it does not show is no line of code. */
function shownTexts({ file, headText }: PreparedFile): string[] {
  if (headText !== undefined) return headText.split('\n');
  const shown = file.hunks.flatMap((hunk) => hunk.lines).filter((line) => line.headLine !== undefined);
  const texts = Array.from({ length: shown.at(-1)?.headLine ?? 0 }, () => '?');
  for (const { headLine = 0, text } of shown) texts[headLine - 1] = text;
  return texts;
}

function isAbout({ target }: IgnoreComment, { anchor }: Finding): boolean {
  if (target === undefined || anchor.side !== 'head') return false;
  return anchor.startLine <= target && target <= anchor.endLine;
}

function addedLinesOf(file: FileChange): (line: number | undefined) => boolean {
  const runs = addedRuns(file);
  return (line) => line !== undefined && runs.some(({ first, last }) => first <= line && line <= last);
}

/** What is wrong with a comment, for people; undefined: nothing, or nothing that can be known. */
function faultOf(
  { line, target, rules, reason }: IgnoreComment,
  used: ReadonlySet<string> | undefined,
  { known, skipped }: RuleIds,
  isAdded: (line: number | undefined) => boolean,
): string | undefined {
  if (!isAdded(line) && !isAdded(target)) return undefined;
  if (rules.length === 0 || reason === '')
    return 'It has no effect without a rule and a reason: `galley-ignore-next-line RULE -- reason`.';
  const own = rules.filter((name) => !isForeign(name));
  const unknown = own.find((name) => !known.some((id) => meansRule(name, id)));
  if (unknown !== undefined)
    return `There is no rule \`${unknown}\` that looks at this file. Correct the name or delete it.`;
  const stubborn = own.find((name) => neverSilenced.some((id) => meansRule(name, id)));
  if (stubborn !== undefined)
    return `The rule \`${stubborn}\` cannot be silenced. Mend the line, delete the comment.`;
  // Rules look at added lines only: about another one nobody knows.
  const isTried = (name: string): boolean => ![...skipped].some((id) => meansRule(name, id));
  const idle = isAdded(target) ? own.filter(isTried).find((name) => used?.has(name) !== true) : undefined;
  return idle && `The rule \`${idle}\` has nothing to say about the next line. Delete the comment.`;
}

/** `model/...` and the like: not decided by rules. */
function isForeign(name: string): boolean {
  return name.includes('/') && !/^(?:galley|team)\//.test(name);
}

function idleFinding(
  prepared: PreparedFile,
  { line }: IgnoreComment,
  lines: readonly string[],
  text: string,
): Finding {
  const place = {
    side: 'head',
    startLine: line,
    endLine: line,
    quote: lines[line - 1] ?? '',
    symbol: '',
  } as const;
  return buildFinding(prepared, place, {
    rule: 'galley/unused-ignore',
    severity: 'info',
    category: 'docs',
    title: 'This comment silences nothing',
    message: sanitise(text, mostMessageCharacters),
    origin: 'rule',
  });
}
