import type { Gap } from '../../coverage/gap.ts';

/**
 * Gaps for people: of a file that no test loads that alone, since it says what is wrong with everything in it. In the same
 * order.
 */
export function listPlaces(gaps: readonly Gap[]): readonly Gap[] {
  const unloaded = new Set(gaps.filter(({ kind }) => kind === 'file').map(({ path }) => path));
  return gaps.filter(({ kind, path }) => kind === 'file' || !unloaded.has(path));
}
