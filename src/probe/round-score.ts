/** Two decimals: finer differences are noise, and tables stay small. */
export function roundScore(score: number): number {
  return Math.round(score * 100) / 100;
}
