import type { Finding, Origin, Severity } from './finding.ts';

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** What is decided from syntax or measured comes before what a model wrote. A doc is never worth more than a fault. */
const originOrder: Readonly<Record<Origin, number>> = { rule: 0, coverage: 1, model: 2, docs: 3 };

/**
 * Best first: by severity, then by how sure it is (confidence, then origin, then proof), then in reading order.
 * A total order, so that every output and every run lists the same findings the same way.
 */
export function rankFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      (b.confidence?.precision ?? 0) - (a.confidence?.precision ?? 0) ||
      originOrder[a.origin] - originOrder[b.origin] ||
      Number(b.proof !== null) - Number(a.proof !== null) ||
      compareText(a.anchor.path, b.anchor.path) ||
      lineOf(a) - lineOf(b) ||
      compareText(a.fingerprint, b.fingerprint),
  );
}

/** True when `severity` is at least as grave as `threshold`. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return severityOrder[severity] <= severityOrder[threshold];
}

function lineOf(finding: Finding): number {
  return finding.anchor.side === 'file' ? 0 : finding.anchor.startLine;
}

/** By code unit, not by locale: the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
