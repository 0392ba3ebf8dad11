import { createHash } from 'node:crypto';

/** A number without meaning, by which things are drawn: the same at every run. */
export function drawOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** In the order in which functions are read by a person. */
export function inDrawnOrder<T extends { readonly id: string }>(functions: readonly T[]): readonly T[] {
  return functions.toSorted((a, b) => drawOf(`read ${a.id}`).localeCompare(drawOf(`read ${b.id}`)));
}
