/**
 * How often a bad place scores above a sound one, ties counting half: the area under the ROC curve. 1 separates
 * perfectly, 0.5 not at all; 0.5 too when either side is empty.
 */
export function separation(bad: readonly number[], sound: readonly number[]): number {
  if (bad.length === 0 || sound.length === 0) return 0.5;
  const wins = bad.map((one) =>
    sound.reduce((sum, other) => sum + (one > other ? 1 : one === other ? 0.5 : 0), 0),
  );
  return wins.reduce((sum, count) => sum + count, 0) / (bad.length * sound.length);
}
