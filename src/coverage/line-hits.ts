import type { FileHits } from './report.ts';

/** Hits by line, of what stands on one line alone; of several the highest, as tools that know lines only count. */
export function lineHits({ statements }: FileHits): Map<number, number> {
  const found = new Map<number, number>();
  for (const { place, hits } of statements) {
    if (place.startLine === place.endLine)
      found.set(place.startLine, Math.max(found.get(place.startLine) ?? 0, hits));
  }
  return found;
}
