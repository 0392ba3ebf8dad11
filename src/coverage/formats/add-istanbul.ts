import type { IstanbulFile } from './istanbul-file.ts';

/**
 * Adds up what several processes counted for the same instrumented file: ids are the same, so counts add by id.
 * Both must have one `hash`, or be known to come from one instrumentation.
 */
export function addIstanbul(a: IstanbulFile, b: IstanbulFile): IstanbulFile {
  return { ...a, s: addCounts(a.s, b.s), f: addCounts(a.f, b.f), b: addArms(a.b, b.b) };
}

function addCounts(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(a).map(([id, count]) => [id, count + (b[id] ?? 0)]));
}

function addArms(a: Record<string, number[]>, b: Record<string, number[]>): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(a).map(([id, counts]) => [id, counts.map((count, arm) => count + (b[id]?.[arm] ?? 0))]),
  );
}
