import type { Confidence } from './finding.ts';

/** `right in at least 85 of 100, n = 40`: the bound is rounded down. */
export function describeConfidence(confidence: Confidence | null): string {
  if (confidence === null) return 'confidence not measured';
  // Half a millionth is more than what binary fractions are off by.
  const hundredths = Math.floor(confidence.precision * 100 + 5e-7);
  return `right in at least ${hundredths} of 100, n = ${confidence.n}`;
}
