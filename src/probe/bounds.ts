/** 95 % one-sided. */
const z = 1.645;

/**
 * Bounds of a share of which `hits` of `n` cases were seen: Wilson's score interval, one-sided at 95 % each way, which
 * stays honest for few cases (E. B. Wilson, 1927). Nothing seen (`n` 0) supports nothing: 0 and 1.
 */
export function shareBounds(hits: number, n: number): { readonly lower: number; readonly upper: number } {
  if (n === 0) return { lower: 0, upper: 1 };
  const share = hits / n;
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { lower: Math.max(0, (centre - spread) / scale), upper: Math.min(1, (centre + spread) / scale) };
}
