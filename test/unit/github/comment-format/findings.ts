import type { Finding } from '../../../../src/finding/finding.ts';

/** A finding on line 3 of `src/list.ts`, with what a test needs to be different. */
export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    anchor: { path: 'src/list.ts', side: 'head', startLine: 3, endLine: 3 },
    severity: 'warning',
    category: 'correctness',
    rule: 'model/review-chunk',
    title: 'The list may be empty',
    message: 'An empty list has no first entry, and `first.name` throws.',
    quote: '  return list[0].name;',
    origin: 'model',
    confidence: { precision: 0.85, n: 40 },
    fingerprint: '0123456789abcdef',
    proof: 'parsed',
    suggestion: null,
    symbol: 'nameOf',
    ...parts,
  };
}

/** With a replacement for its lines. */
export function suggesting(replacement: string, parts: Partial<Finding> = {}): Finding {
  return finding({ suggestion: { replacement, proof: 'parsed' }, ...parts });
}
