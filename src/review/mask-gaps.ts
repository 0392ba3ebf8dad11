import type { Gap, PatchCoverage } from '../coverage/gap.ts';
import { maskText } from '../safety/mask-lines.ts';

/** Conditions and names are code: what they say of credentials is masked as everywhere else. */
export function maskGaps(coverage: PatchCoverage): PatchCoverage {
  return { ...coverage, gaps: coverage.gaps.map(maskGap) };
}

function maskGap(gap: Gap): Gap {
  return {
    ...gap,
    arm: maskText(gap.arm),
    function: maskText(gap.function),
    condition: maskText(gap.condition),
  };
}
