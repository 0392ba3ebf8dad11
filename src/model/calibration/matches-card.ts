import type { CalibrationKey, CalibrationTable } from '../../probe/calibration.ts';
import type { ModelCard } from '../../review/ports.ts';

const parts = ['family', 'parameters', 'quantisation'] as const satisfies readonly (keyof CalibrationKey)[];

/**
 * Whether a table may hold for a model: what both say of it is the same but for capitals, its size nearly so.
 * Where the card says nothing, or nobody knew when the table was made, the rest decides; where nothing is left, the canary of the table has to.
 */
export function matchesCard(
  { key, canary }: CalibrationTable,
  card: Pick<ModelCard, keyof CalibrationKey>,
): boolean {
  const known = parts.filter((part) => key[part] !== '' && card[part] !== '');
  if (known.length === 0) return canary.length > 0;
  return known.every((part) =>
    part === 'parameters'
      ? isSameSize(key.parameters, card.parameters)
      : key[part].toLowerCase() === card[part].toLowerCase(),
  );
}

/**
 * Servers count the same weights differently: qwen2.5-coder:1.5b is `1.5B` in Ollama's library and `1.8B` where the
 * embeddings count twice. Models of one family are further apart.
 */
const mostRatio = 1.3;

function isSameSize(a: string, b: string): boolean {
  const [x, y] = [sizeOf(a), sizeOf(b)];
  if (x === undefined || y === undefined) return a.toLowerCase() === b.toLowerCase();
  return Math.max(x, y) / Math.min(x, y) <= mostRatio;
}

/** `1.5B`, `134.52M` in millions; undefined for anything else. */
function sizeOf(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([mb])$/i.exec(text.trim()) ?? [];
  if (number === '' || Number(number) === 0) return undefined;
  return Number(number) * (unit.toLowerCase() === 'b' ? 1000 : 1);
}
