/** Columns of the line; the figures at its ends come on top. */
const columns = 60;

/**
 * Scores on one line of 60 columns between the lowest and the highest of all: `b` a bad example, `g` a good one, `*`
 * both. Empty without a score.
 */
export function drawScores(bad: readonly number[], good: readonly number[]): string {
  const all = [...bad, ...good];
  if (all.length === 0) return '';
  const lowest = Math.min(...all);
  const span = Math.max(...all) - lowest;
  const columnOf = (score: number): number =>
    span === 0 ? 0 : Math.round(((score - lowest) / span) * (columns - 1));
  const bads = new Set(bad.map(columnOf));
  const goods = new Set(good.map(columnOf));
  const line = Array.from({ length: columns }, (_, column) =>
    bads.has(column) ? (goods.has(column) ? '*' : 'b') : goods.has(column) ? 'g' : '·',
  );
  return `${lowest.toFixed(1)} ${line.join('')} ${(lowest + span).toFixed(1)}`;
}
