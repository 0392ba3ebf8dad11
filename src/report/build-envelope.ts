import type { Finding } from '../finding/finding.ts';
import type { Ledger, Review } from '../review/review.ts';
import type { Envelope, EnvelopeFinding } from './envelope-schema.ts';
import type { ReportContext } from './format.ts';
import { publishCoverage, publishGap, publishTest } from './publish-coverage.ts';
import { isFolded } from './list-findings.ts';

/** The Review in its published form: see envelope-schema.ts. */
export function buildEnvelope(review: Review, context: ReportContext): Envelope {
  return {
    schemaVersion: 1,
    tool: { name: context.tool.name, version: context.tool.version },
    verdict: review.verdict,
    complete: review.complete,
    findings: review.findings.map((finding, index) => publishFinding(finding, isFolded(review, index))),
    gaps: review.gaps.map(publishGap),
    tests: review.tests.map(publishTest),
    coverage: review.coverage && publishCoverage(review.coverage),
    ledger: publishLedger(review.ledger),
  };
}

/** One finding in its published form; the order of the keys is the order of the output. */
export function publishFinding(finding: Finding, folded: boolean): EnvelopeFinding {
  const { anchor, suggestion, confidence } = finding;
  return {
    path: anchor.path,
    side: anchor.side,
    startLine: anchor.side === 'file' ? null : anchor.startLine,
    endLine: anchor.side === 'file' ? null : anchor.endLine,
    severity: finding.severity,
    category: finding.category,
    rule: finding.rule,
    title: finding.title,
    message: finding.message,
    quote: finding.quote,
    origin: finding.origin,
    confidence: confidence && { precision: confidence.precision, n: confidence.n },
    fingerprint: finding.fingerprint,
    proof: finding.proof,
    suggestion: suggestion && { replacement: suggestion.replacement, proof: suggestion.proof },
    symbol: finding.symbol,
    folded,
  };
}

function publishLedger(ledger: Ledger): Envelope['ledger'] {
  return {
    ...ledger,
    files: [...ledger.files],
    chunks: [...ledger.chunks],
    configuration: [...ledger.configuration],
    rules: {
      ...ledger.rules,
      silencedFindings: ledger.rules.silencedFindings.map((one) => ({ ...one })),
      skipped: ledger.rules.skipped.map((one) => ({ ...one })),
      problems: [...ledger.rules.problems],
    },
    model: ledger.model && {
      ...ledger.model,
      window: { ...ledger.model.window, trained: ledger.model.window.trained ?? null },
      check: ledger.model.check && {
        ...ledger.model.check,
        evaluated: ledger.model.check.evaluated ?? null,
      },
    },
  };
}
