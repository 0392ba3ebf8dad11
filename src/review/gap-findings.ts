import type { Change, FileChange } from '../change/change.ts';
import type { Gap, GapKind } from '../coverage/gap.ts';
import type { Anchor, Finding } from '../finding/finding.ts';
import { fingerprintOf, normaliseQuote } from '../finding/fingerprint.ts';
import { sanitise } from '../safety/sanitise.ts';

/** What decides findings about Gaps, as `galley-ignore-next-line` comments name it. */
export const gapRules = {
  statement: 'galley/uncovered-statement',
  function: 'galley/uncovered-function',
  branch: 'galley/uncovered-branch',
  file: 'galley/uncovered-file',
} as const;

const mostTitleCharacters = 80;
const mostMessageCharacters = 400;

/**
 * A finding for each Gap, in the same order, on its lines. None for a Gap that no hunk shows as a whole.
 *
 * @param change whose credentials are masked
 */
export function mirrorGaps(gaps: readonly Gap[], change: Change): Finding[] {
  const files = new Map(change.files.map((file) => [file.path, file]));
  const seen = new Map<string, number>();
  return gaps.flatMap((gap) => {
    const file = files.get(gap.path);
    const quote = file && shownLines(file, gap);
    if (quote === undefined) return [];
    // Arms on one line differ in their names alone.
    const identity = `${gap.kind} ${gap.arm}\n${quote}`;
    const key = JSON.stringify([gap.path, gap.function, normaliseQuote(identity)]);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return [findingOf(gap, quote, identity, occurrence)];
  });
}

function findingOf(gap: Gap, quote: string, identity: string, occurrence: number): Finding {
  const { path, kind, function: symbol } = gap;
  const category = 'coverage';
  return {
    anchor: anchorOf(gap),
    severity: 'info',
    category,
    rule: gapRules[kind],
    title: sanitise(titleOf(gap), mostTitleCharacters),
    message: sanitise(messageOf(gap), mostMessageCharacters),
    quote: kind === 'file' ? '' : quote,
    origin: 'coverage',
    confidence: null,
    fingerprint: fingerprintOf({ path, symbol, category, quote: identity, occurrence }),
    proof: null,
    suggestion: null,
    symbol,
  };
}

function anchorOf({ path, kind, startLine, endLine }: Gap): Anchor {
  return kind === 'file' ? { path, side: 'file' } : { path, side: 'head', startLine, endLine };
}

function titleOf({ kind, arm, function: name, startLine, endLine }: Gap): string {
  switch (kind) {
    case 'file':
      return 'No test loads this file';
    case 'function':
      return name === '' ? 'No test calls this function' : `No test calls ${name}`;
    case 'branch':
      return /^\d+ of \d+ arms$/.test(arm)
        ? `No test takes ${arm} of this line`
        : `No test takes this arm: ${arm}`;
    case 'statement':
      return startLine === endLine ? 'No test reaches this line' : 'No test reaches these lines';
  }
}

function messageOf({ kind, condition, certainty }: Gap): string {
  const what = condition === '' ? plainly[kind] : `It ${condition}.`;
  const doubt = 'Less certain: the data come from V8, which does not know arms without code.';
  return certainty === 'low' ? `${what} ${doubt}` : what;
}

const plainly: Readonly<Record<GapKind, string>> = {
  file: 'All that the change adds to it runs in no test.',
  function: 'What it does runs in no test.',
  branch: 'Tests come by, and never go this way.',
  statement: 'It runs in no test.',
};

/** The lines of a Gap as one hunk shows them, all of them; undefined where none does. */
function shownLines({ hunks }: FileChange, { startLine, endLine }: Gap): string | undefined {
  for (const { lines } of hunks) {
    const shown = lines.filter(({ headLine = 0 }) => startLine <= headLine && headLine <= endLine);
    if (shown.length > 0 && shown.length === endLine - startLine + 1)
      return shown.map(({ text }) => text).join('\n');
  }
  return undefined;
}
