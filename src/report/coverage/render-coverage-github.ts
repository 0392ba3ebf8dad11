import { mostAnnotations, renderCommand } from '../github-command.ts';
import { listGeneralReasons } from '../list-not-reviewed.ts';
import type { CoverageReport } from './coverage-report.ts';
import { describeGate } from './describe-gate.ts';
import { describePatch } from './describe-coverage.ts';
import { renderGithubGaps } from './render-github-gaps.ts';

/** Workflow commands, one a line: a notice for each place or file, what is not known, the sum last. */
export function renderCoverageGithub({ coverage, gate, review }: CoverageReport): string {
  const isLow = (gate?.below.length ?? 0) > 0;
  const told = [describePatch(coverage), describeGate(coverage, gate)]
    .filter((text) => text !== '')
    .join('; ');
  const lines = [
    ...renderGithubGaps(coverage.gaps, mostAnnotations - 1),
    ...listGeneralReasons(review)
      .slice(0, mostAnnotations)
      .map((reason) => renderCommand('warning', { title: 'Galley: not measured' }, reason)),
    renderCommand(isLow ? 'error' : 'notice', { title: 'Galley' }, told),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
