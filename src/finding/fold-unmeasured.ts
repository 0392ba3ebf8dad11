import type { Finding } from './finding.ts';

/** Findings in their final order, and how many of them, from the first on, are to be said aloud. */
export interface FoldedFindings {
  readonly findings: readonly Finding[];
  readonly said: number;
}

/**
 * Puts what a Probe says on a model that nobody has measured behind everything else: it is kept for whoever looks, but
 * not said, and it fails no run.
 *
 * @param ranked best first
 */
export function foldUnmeasured(ranked: readonly Finding[]): FoldedFindings {
  const said = ranked.filter((finding) => !isUnmeasuredProbe(finding));
  return { findings: [...said, ...ranked.filter(isUnmeasuredProbe)], said: said.length };
}

/** Whether a Probe says this without a Calibration. */
export function isUnmeasuredProbe({ rule, confidence }: Pick<Finding, 'rule' | 'confidence'>): boolean {
  return rule.startsWith('probe/') && confidence === null;
}
