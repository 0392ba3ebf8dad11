import type { Change } from '../../change/change.ts';
import type { Gap } from '../../coverage/gap.ts';
import type { Finding } from '../../finding/finding.ts';
import { fingerprintOf } from '../../finding/fingerprint.ts';
import { sanitise } from '../../safety/sanitise.ts';
import { mirrorGaps } from '../gap-findings.ts';
import type { Regression } from './try-at-base.ts';

/** What decides findings about possible regressions. */
export const regressionRule = 'galley/possible-regression';

/**
 * A warning on the lines that a test was written for, which passes before the change and fails after it. None where no hunk shows
 * these lines.
 *
 * @param change whose credentials are masked
 */
export function regressionFindings(
  regressions: readonly Regression[],
  gaps: readonly Gap[],
  change: Change,
): Finding[] {
  return regressions.flatMap((regression) => {
    const { target, startLine, endLine } = regression;
    const gap = gaps.find(
      (one) => one.path === target.path && one.startLine === startLine && one.endLine === endLine,
    );
    const [mirror] = gap === undefined ? [] : mirrorGaps([gap], change);
    if (mirror === undefined) return [];
    const { quote, symbol } = mirror;
    const category = 'correctness';
    return [
      {
        ...mirror,
        severity: 'warning',
        category,
        rule: regressionRule,
        title: 'A test passes before this change and fails after it',
        message: sanitise(messageOf(regression), 2000),
        origin: 'model',
        proof: 'ran',
        fingerprint: fingerprintOf({ path: target.path, symbol, category, quote, occurrence: 0 }),
      },
    ];
  });
}

function messageOf({ target, failure, testPath, added }: Regression): string {
  const name = target.function === '' ? target.path : target.function;
  return `A generated test of ${name} ran on both trees. After the change: ${failure}. If that was not meant, the change broke it.\n\n${testPath}:\n${added}`;
}
