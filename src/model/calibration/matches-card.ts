import type { CalibrationKey, CalibrationTable } from '../../probe/calibration.ts';
import type { ModelCard } from '../../review/ports.ts';

const parts = ['family', 'parameters', 'quantisation'] as const satisfies readonly (keyof CalibrationKey)[];

/**
 * Whether a table may hold for a model: what both say of it is the same but for capitals. Where the card says nothing,
 * or nobody knew when the table was made, the rest decides; where nothing is left, the canary of the table has to.
 */
export function matchesCard(
  { key, canary }: CalibrationTable,
  card: Pick<ModelCard, keyof CalibrationKey>,
): boolean {
  const known = parts.filter((part) => key[part] !== '' && card[part] !== '');
  if (known.length === 0) return canary.length > 0;
  return known.every((part) => key[part].toLowerCase() === card[part].toLowerCase());
}
